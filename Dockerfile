# syntax=docker/dockerfile:1

# The same Rust as rust-toolchain.toml and the same Debian as below, so that both have one C library.
FROM rust:1.95.0-slim-trixie AS build
WORKDIR /build
# Only what .dockerignore lets through.
COPY . .
# What was fetched and compiled before stays in the caches; the program itself is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked && cp target/release/skolebud /skolebud

FROM debian:trixie-slim
# Time zones are inside the program; certificates are the system's.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin skolebud \
    && install -d -m 0700 -o skolebud -g skolebud /data
COPY --from=build /skolebud /usr/local/bin/skolebud
ENV SKOLEBUD_CONFIG=/etc/skolebud/skolebud.toml \
    SKOLEBUD_DATABASE=/data/skolebud.db \
    SKOLEBUD_LISTEN=0.0.0.0:8080
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["skolebud", "health"]
ENTRYPOINT ["skolebud"]
CMD ["serve"]
