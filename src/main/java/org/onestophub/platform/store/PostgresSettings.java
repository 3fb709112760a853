package org.onestophub.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;

/** How the embedded PostgreSQL runs: everything durable, reachable from this machine only, nothing of a patient logged. */
final class PostgresSettings {

    /** The hub's own account. */
    static final String USER = "postgres";

    /** initdb on a slow disk takes the longest. */
    static final Duration START_WAIT = Duration.ofMinutes(2);

    private PostgresSettings() {}

    /** A server for the cluster in {@code folder}; its programs are unpacked beside it. */
    static EmbeddedPostgres.Builder of(Path folder, String password) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        folder.resolveSibling("postgres-binaries").toFile())
                .setPGStartupWait(START_WAIT)
                // the hub stops it after everybody who still writes; the library's own hook would not wait for them
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                // the library is made for tests and starts with -F, that is without fsync; these override it
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // no socket in a folder that others may write to, as /tmp is
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                // statements carry personal data; the server must not write them down
                .setServerConfig("log_min_messages", "panic")
                .setServerConfig("log_min_error_statement", "panic")
                .setConnectConfig("password", password);
    }
}
