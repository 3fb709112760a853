package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.onestophub.complaint.contract.operations.Hubs;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The hubs of one database, for operators. */
@RestController
@RequestMapping("/api/ops/v1/hubs")
@Tag(name = "hubs", description = "The hubs that share the database")
class HubsController {

    private static final HubLog LOG = HubLog.of("hub");

    private final Hubs hubs;

    HubsController(Hubs hubs) {
        this.hubs = hubs;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Each hub on this database, whether it lives, and which sources it looks at")
    List<Hubs.Hub> hubs() {
        return hubs.hubs();
    }

    @NeedsRight(KeyRight.OPERATE)
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget a hub that is gone for good, so that nobody waits for its lease")
    void remove(@PathVariable("name") String name, Principal key) {
        hubs.remove(RequestParameters.word(name, "name"));
        LOG.event("removed", LogKey.KEY_NAME, key.getName());
    }
}
