package org.onestophub.operate.channel;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.onestophub.complaint.contract.DoorKeys;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries what is on this machine: a port of the hub's own, a door of its API. */
final class LocalProbe {

    private LocalProbe() {}

    static void listener(ProbeTarget.Listener target, ProbeSteps steps) {
        // who listens on all addresses is reached at the nearest one
        boolean everywhere = target.host().equals("0.0.0.0") || target.host().equals("::");
        try (ProbeSocket line = new ProbeSocket(everywhere ? "127.0.0.1" : target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
        }
    }

    static void port(ProbeTarget.Port target, ProbeSteps steps) {
        steps.step("listen", Problem.PORT_UNOPENABLE, () -> {
            try (ServerSocket door = new ServerSocket()) {
                door.setReuseAddress(true);
                door.bind(new InetSocketAddress(target.host(), target.port()));
            }
            return Map.of("port", Integer.toString(target.port()));
        });
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
