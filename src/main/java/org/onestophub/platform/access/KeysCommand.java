package org.onestophub.platform.access;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: makes API keys. The hub stores nothing here; the operator puts the printed settings in place. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Makes API keys for the hub's HTTP addresses.",
        synopsisSubcommandLabel = "new")
public final class KeysCommand implements Runnable {

    /** 256 bits, as many as the hash has. */
    private static final int SECRET_BYTES = 32;

    @Spec
    private CommandSpec spec;

    /** {@code keys} alone is a usage error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: keys new");
    }

    /**
     * {@code keys new}: prints a fresh secret once, and the two settings that make the hub know it.
     * @return exit status, 0
     */
    @Command(name = "new", mixinStandardHelpOptions = true, description = "Makes a key and prints its settings.")
    int create(
            @Option(names = "--name", required = true, description = "Account name: a-z, 0-9 and -, at most 63.")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            split = ",",
                            description = "One or more of hotline, desk, status, cases, district, push-<channel>; for "
                                    + "operators view, content, operate, configure, audit, erase, discipline, handover, users; "
                                    + "ops is the first five of these.")
                    List<String> roles) {
        CommandLine here = spec.subcommands().getOrDefault("new", spec.commandLine());
        if (!ApiKeys.NAME.matcher(name).matches()) {
            throw new ParameterException(here, "--name: use a-z, 0-9 and -, at most 63 characters");
        }
        if (roles.stream().anyMatch(role -> Role.authoritiesOf(role).isEmpty())) {
            throw new ParameterException(here, "--role: one or more of " + Role.words());
        }
        print(here.getOut(), name, String.join(",", roles));
        return CommandLine.ExitCode.OK;
    }

    private static void print(PrintWriter out, String name, String roles) {
        String secret = newSecret();
        String setting = "hub.access.keys." + name;
        out.println("Secret of key " + name + ", shown only now; give it to the caller:");
        out.println();
        out.println("  " + secret);
        out.println();
        out.println("Settings of the hub:");
        out.println();
        out.println("  " + setting + ".secret=" + SecretHash.of(secret).setting());
        out.println("  " + setting + ".roles=" + roles);
        out.flush();
    }

    private static String newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return "osh_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
