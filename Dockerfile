# A small image with the program and nothing else: docker build -t backplane . && docker run --rm -v "$PWD:/site" backplane /site
FROM node:24-alpine AS build
WORKDIR /source
COPY . .
RUN npm ci && npm pack --pack-destination /package

FROM node:24-alpine
COPY --from=build /package/*.tgz /tmp/package.tgz
RUN npm install --global --no-audit --no-fund /tmp/package.tgz && rm /tmp/package.tgz
USER node
WORKDIR /site
ENTRYPOINT ["backplane"]
