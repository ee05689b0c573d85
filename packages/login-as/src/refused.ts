/** The person was not let in. `said` is what was answered, as text. */
export class SignInRefused extends Error {
  override name = "SignInRefused";
  readonly status: number;
  /** Whose answer it is; what is redirected to the client is the user pool's. */
  readonly url: string;
  readonly said: string;
  constructor(person: string, { status, url, said }: Answer) {
    // What follows is the query, with what nobody needs to read.
    super(`${person} was not let in: ${url.split("?", 1)[0]} answered ${status}: ${said}`);
    this.status = status;
    this.url = url;
    this.said = said;
  }
}

interface Answer {
  readonly status: number;
  readonly url: string;
  readonly said: string;
}

const references: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** A page as text. */
export const textOf = (page: string): string =>
  page
    .replace(/<head[\s\S]*?<\/head>|<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_reference, name: string) => references[name] ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 1_000);
