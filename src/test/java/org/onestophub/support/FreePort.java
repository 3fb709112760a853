package org.onestophub.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Ports for servers that must know theirs before they start, and ports at which nobody shall listen. */
public final class FreePort {

    // Below the range from which systems give ports by themselves: a neighbour that is started meanwhile could be given
    // the very port, and a sender that keeps knocking at a dead hub's port could be given it and answer itself.
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    // test classes run in several JVMs at the same time; each has a share of the range of its own
    private static final int SHARES = 4;
    private static final int SHARE = TestJvm.NUMBER % SHARES;
    private static final int ATTEMPTS = 100;

    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePort() {}

    /** A TCP port on loopback that nobody uses, that no call before got and that the system gives to nobody by itself. */
    public static synchronized int next() throws IOException {
        IOException taken = new IOException("no free port");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + RANDOM.nextInt(COUNT / SHARES) * SHARES + SHARE;
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                if (GIVEN.add(probe.getLocalPort())) {
                    return port;
                }
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
