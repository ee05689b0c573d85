# One image for every part of Gatehouse; docker-compose.yml says which part a container runs.
# The sources run as they are (Node strips the types), so that nothing is compiled.

# The manifests by themselves: dependencies are installed anew only when one of these changes.
FROM node:24-trixie-slim AS manifests
WORKDIR /gatehouse
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json -delete && find . -type d -empty -delete

FROM node:24-trixie-slim AS dependencies
WORKDIR /gatehouse
COPY --from=manifests /gatehouse ./
# Without what develops and tests. The optional packages are builds of PostgreSQL, which runs in a container of its own.
# No package may run a script: none of those that are left needs one.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error

FROM node:24-trixie-slim
WORKDIR /gatehouse
COPY --from=dependencies /gatehouse ./
COPY . .
# Volumes take over the owner of the folder that they are mounted on.
RUN install -d -o node -g node -m 0700 /secrets /secrets/database /secrets/migrate /secrets/user-pool /secrets/session \
      /secrets/permissions /secrets/trades /secrets/authorizer /secrets/gateway /secrets/auditor /secrets/authority /secrets/trusted /data /audit \
 && chmod 0755 /secrets/database
USER node
# What Node makes of the sources is kept in the image, so that containers start sooner, read-only as they are.
ENV NODE_COMPILE_CACHE=/home/node/compile-cache
RUN node --input-type=module --eval "import { globSync } from 'node:fs'; \
      for (const file of globSync('{services/*,gateway,authorizer,idp-mock}/src/app.ts')) await import('./' + file); \
      await import('./db/src/prepare-database.ts')"
