package org.onestophub.intake.source.mllp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Addresses from which senders may connect; names are none, as a resolver that fails would shut everybody out. */
final class MllpPeers {

    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int BITS = 8;

    private final List<Network> networks;

    private MllpPeers(List<Network> networks) {
        this.networks = networks;
    }

    /** The first {@code length} bits of an address. */
    private record Network(InetAddress address, int length) {

        boolean has(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            int whole = length / BITS;
            int mask = -1 << (BITS - length % BITS);
            return Arrays.equals(ours, 0, whole, theirs, 0, whole)
                    && (length % BITS == 0 || ((ours[whole] ^ theirs[whole]) & mask & 0xff) == 0);
        }
    }

    /**
     * Addresses and networks with commas between, as {@code 10.1.2.3, 10.1.4.0/24, fd00::/8}; of an empty text every address.
     * @throws ProblemException CH-207 if a word is none
     */
    static MllpPeers of(String text) {
        return new MllpPeers(Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(MllpPeers::network)
                .toList());
    }

    boolean has(InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.has(address));
    }

    private static Network network(String word) {
        String[] parts = word.split("/", -1);
        try {
            if (parts.length <= 2 && LITERAL.matcher(parts[0]).matches()) {
                InetAddress address = InetAddress.getByName(parts[0]);
                int most = address.getAddress().length * BITS;
                int length = parts.length == 1 ? most : Integer.parseInt(parts[1]);
                if (length >= 0 && length <= most) {
                    return new Network(address, length);
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "peers");
    }
}
