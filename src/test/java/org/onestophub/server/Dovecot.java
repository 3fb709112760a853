package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.onestophub.support.FreePort;

/**
 * Dovecot (Debian: dovecot-imapd) without TLS on a free port of loopback; every user name is an account with the same
 * password. Run by root its mailboxes belong to nobody, else to the user of the test.
 */
public final class Dovecot implements AutoCloseable {

    public static final String PASSWORD = "mail-pw";

    private static final String NOBODY = "65534";

    private final ServerProgram program;
    private final Path folder;
    private final int port;

    private Dovecot(ServerProgram program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** A running server; folders of a user lie below {@code prefix}, for example {@code INBOX.}, or anywhere if it is empty. */
    public static Dovecot start(String prefix, String... plugins) throws IOException, InterruptedException {
        Path binary = ServerProgram.find("dovecot", "dovecot-imapd");
        Path folder = ServerProgram.openFolder("dovecot");
        int port = FreePort.next();
        boolean isRoot = ServerProgram.output("id", "-u").equals("0");
        String uid = isRoot ? NOBODY : ServerProgram.output("id", "-u");
        String gid = isRoot ? NOBODY : ServerProgram.output("id", "-g");
        String user = ServerProgram.output("id", "-un");
        Path mails = Files.createDirectory(folder.resolve("mail"));
        Files.setPosixFilePermissions(mails, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createDirectory(folder.resolve("acls"));
        Path settings = folder.resolve("dovecot.conf");
        Files.writeString(settings, """
                protocols = imap
                base_dir = $DIR/run
                state_dir = $DIR/state
                log_path = $DIR/dovecot.log
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                mail_location = maildir:$DIR/mail/%%u
                first_valid_uid = 1
                default_internal_user = %s
                default_login_user = %s
                %s
                passdb {
                  driver = static
                  args = password=%s
                }
                userdb {
                  driver = static
                  args = uid=%s gid=%s home=$DIR/mail/%%u
                }
                namespace inbox {
                  inbox = yes
                  separator = .
                  prefix = %s
                }
                mail_plugins = acl quota
                protocol imap {
                  mail_plugins = acl quota imap_acl imap_quota
                }
                plugin {
                  acl = vfile:$DIR/acls:cache_secs=0
                  %s
                }
                service imap-login {
                  %s
                  inet_listener imap {
                    port = %d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """.formatted(
                        isRoot ? "dovecot" : user,
                        isRoot ? "dovenull" : user,
                        isRoot ? "" : "default_internal_group = " + ServerProgram.output("id", "-gn"),
                        PASSWORD,
                        uid,
                        gid,
                        prefix,
                        String.join("\n  ", plugins),
                        isRoot ? "" : "chroot =",
                        port)
                .replace("$DIR", folder.toString()));
        ServerProgram program = ServerProgram.start(
                folder, port, Map.of(), List.of(binary.toString(), "-F", "-c", settings.toString()));
        return new Dovecot(program, folder, port);
    }

    public int port() {
        return port;
    }

    /** What every user may do in a folder from now on, as letters of RFC 4314; the folder by its full name. */
    public void allow(String mailbox, String rights) throws IOException {
        Path acl = folder.resolve("acls").resolve(mailbox);
        Files.writeString(acl, "owner " + rights + "\nauthenticated " + rights + "\n");
        Files.setPosixFilePermissions(acl, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** What every user may do as without {@link #allow}. */
    public void allowAll(String mailbox) throws IOException {
        Files.deleteIfExists(folder.resolve("acls").resolve(mailbox));
    }

    /** Lays a mail into a folder, byte for byte. */
    public void append(String user, String mailbox, byte[] mail) throws IOException {
        try (ImapTalk talk = ImapTalk.login(port, user, PASSWORD)) {
            talk.append(mailbox, mail);
        }
    }

    /** How many mails of a folder match, for example {@code ALL}; 0 if there is no such folder. */
    public int count(String user, String mailbox, String search) throws IOException {
        try (ImapTalk talk = ImapTalk.login(port, user, PASSWORD)) {
            return talk.count(mailbox, search);
        }
    }

    /** Full names of a user's folders. */
    public List<String> folders(String user) throws IOException {
        try (ImapTalk talk = ImapTalk.login(port, user, PASSWORD)) {
            return talk.ask("LIST \"\" \"*\"").stream()
                    .filter(line -> line.startsWith("* LIST"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace("\"", ""))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        program.close();
        ServerProgram.remove(folder);
    }
}
