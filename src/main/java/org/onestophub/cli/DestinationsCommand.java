package org.onestophub.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code destinations}: how every destination is. */
@Command(name = "destinations", mixinStandardHelpOptions = true, description = "How every destination is.")
public final class DestinationsCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        Pages.show(output.screen(), address.hub().get("/api/ops/v1/destinations", Map.of(), HubAddress.PATIENCE),
                "name", "enabled", "state", "reason", "breaker", "waiting", "oldestWaitingSince", "nextRetryAt", "unknown",
                "dead", "lastSuccessAt", "lastErrorCode");
        return 0;
    }
}
