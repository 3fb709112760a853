package org.onestophub.operate.channel;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.contract.DoorKeys;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries what is on this machine: a port of the hub's own, a door of its API. */
final class LocalProbe {

    /** RFC 5280, 4.2.1.6: names of hosts, and addresses. */
    private static final Set<Integer> NAME_KINDS = Set.of(2, 7);

    /** Characters shown of all names. */
    private static final int MOST_NAMES = 200;

    private LocalProbe() {}

    static void listener(ProbeTarget.Listener target, ProbeSteps steps, Clock clock) {
        // who listens on all addresses is reached at the nearest one
        boolean everywhere = target.host().equals("0.0.0.0") || target.host().equals("::");
        try (ProbeSocket line = new ProbeSocket(everywhere ? "127.0.0.1" : target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
        }
        certificate(target.key(), steps, clock);
    }

    /** End of validity of the certificate that a listener shows; null if it shows none, or the files cannot be read now. */
    static @Nullable Instant validUntil(ProbeTarget.Listener target) {
        ProbeTarget.KeySource source = target.key();
        try {
            return source == null
                    ? null
                    : source.key().certificate().getNotAfter().toInstant();
        } catch (ProblemException e) {
            return null;
        }
    }

    static void port(ProbeTarget.Port target, ProbeSteps steps, Clock clock) {
        steps.step("listen", Problem.PORT_UNOPENABLE, () -> {
            try (ServerSocket door = new ServerSocket()) {
                door.setReuseAddress(true);
                door.bind(new InetSocketAddress(target.host(), target.port()));
            }
            return Map.of("port", Integer.toString(target.port()));
        });
        certificate(target.key(), steps, clock);
    }

    /** What senders will see of the hub: whether it can be used, until when, and by which names they may call the hub. */
    private static void certificate(ProbeTarget.@Nullable KeySource source, ProbeSteps steps, Clock clock) {
        if (source == null) {
            return;
        }
        Map<String, String> facts = Collections.synchronizedMap(new LinkedHashMap<>());
        steps.step(
                "certificate",
                Problem.SETTING_INVALID,
                () -> {
                    X509Certificate own = source.key().certificate();
                    facts.put("names", namesOf(own));
                    facts.putAll(TlsInspection.facts(own, clock));
                    Instant now = clock.instant();
                    if (now.isBefore(own.getNotBefore().toInstant())
                            || now.isAfter(own.getNotAfter().toInstant())) {
                        throw new ProblemException(Problem.CERTIFICATE_OUT_OF_DATE);
                    }
                    return Map.copyOf(facts);
                },
                () -> Map.copyOf(facts));
    }

    /** Names and addresses; empty if there are none, and senders that check the name refuse it. */
    private static String namesOf(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? ""
                : ShortText.of(
                        names.stream()
                                .filter(name -> NAME_KINDS.contains((Integer) name.get(0)))
                                .map(name -> String.valueOf(name.get(1)))
                                .collect(Collectors.joining(", ")),
                        MOST_NAMES);
    }

    static void door(String role, boolean isOpen, DoorKeys keys, ProbeSteps steps) {
        steps.step("door", Problem.CHANNEL_STOPPED, () -> {
            if (!isOpen) {
                throw new ProblemException(Problem.CHANNEL_STOPPED);
            }
            return Map.of();
        });
        steps.step("key", Problem.DOOR_KEYLESS, () -> {
            if (!keys.hasKeyFor(role)) {
                throw new ProblemException(Problem.DOOR_KEYLESS);
            }
            return Map.of("role", role);
        });
    }
}
