# Sayso in a container: one static program on an image that holds certificates and
# nothing else. No shell, no package manager, not root.
#
#   docker build -t sayso .
#   docker run --rm -v "$PWD:/data" --user "$(id -u)" sayso run articles --out tables
#
# The tag cloud adds s3://, gs:// and azblob://, some 40 MB; --build-arg TAGS=grpcnotrace
# leaves them out.
FROM golang:1.26 AS build
ARG TAGS=cloud,grpcnotrace
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The history in .git gives "sayso version" and the tables their version.
RUN CGO_ENABLED=0 go build -tags "$TAGS" -trimpath -ldflags='-s -w' -o /sayso ./cmd/sayso

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /sayso /usr/local/bin/sayso
COPY --from=build /src/LICENSE /usr/local/share/sayso/LICENSE
USER 65532:65532
WORKDIR /data
VOLUME /data
# SIGTERM ends a run in order; the runtime must wait longer than --grace before it kills.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/sayso"]
CMD ["--help"]
