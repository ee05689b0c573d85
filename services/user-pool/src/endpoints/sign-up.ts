import { InvalidParameter } from "../operations/failures.ts";
import { attributeValue, password as passwordShape, username as usernameShape } from "../operations/shapes.ts";
import { confirmUserPage } from "../pages/confirm-user-page.ts";
import { destinationText } from "../pages/destination-text.ts";
import { signUpPage } from "../pages/sign-up-page.ts";
import { attributeFieldName, requiredAttributes } from "../pages/user-fields.ts";
import type { Parameters } from "../parameters.ts";
import { signUp } from "../sign-up/sign-up.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, type PageVisit, refusalText, show } from "./page-visit.ts";

const source = "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html";

export const signUpEntry: Endpoint = {
  method: "get",
  path: "/signup",
  source,
  async answer(request, response, world) {
    const visit = await nativeVisit(request, response, world);
    show(visit, signUpPage(contextOf(visit)));
  },
};

export const signUpForm: Endpoint = {
  method: "post",
  path: "/signup",
  source,
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const given = givenIn(form, visit);
    try {
      await makeUser(visit, given);
    } catch (error) {
      const alert = refusalText(error, visit);
      show(visit, signUpPage({ ...contextOf(visit), ...given, alert }), 400);
    }
  },
};

interface Given {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
}

const givenIn = (form: Parameters, { pool }: PageVisit): Given => ({
  username: typed(form, "username", usernameShape),
  password: typed(form, "password", passwordShape),
  attributes: new Map(
    requiredAttributes(pool).map((name) => [name, typed(form, attributeFieldName(name), attributeValue) ?? ""]),
  ),
});

/** A password that the API would not take is none of any policy. */
const makeUser = async (visit: PageVisit, { username, password = "", attributes }: Given) => {
  if (username === undefined) throw new InvalidParameter("Please enter a name without blanks.");
  const { pool, world, authorization } = visit;
  const { destination } = await signUp(
    { pool, client: authorization.client, name: username, password, attributes },
    world,
  );
  if (!destination) return await showLogin(visit, { hint: username, notice: "Your account is ready: please sign in." });
  const notice = `A code was sent to ${destinationText(destination)}.`;
  show(visit, confirmUserPage({ ...contextOf(visit), username, notice }));
};
