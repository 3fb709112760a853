package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ConnectionTester;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Channels for operators. */
@RestController
@RequestMapping("/api/ops/v1/channels")
@Tag(name = "channels", description = "How every channel is")
class ChannelsController {

    private static final HubLog LOG = HubLog.of("channel");

    private final ChannelRegistry registry;
    private final ConnectionTester tests;
    private final Institutions institutions;

    ChannelsController(ChannelRegistry registry, ConnectionTester tests, Institutions institutions) {
        this.registry = registry;
        this.tests = tests;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Every channel with its state, last success and last error")
    List<ChannelStatus> channels(Principal key) {
        List<String> bound = institutions.ofKey(key.getName());
        return registry.channels().stream()
                .filter(channel -> bound.isEmpty()
                        || institutions
                                .ownerOf(channel.name())
                                .filter(bound::contains)
                                .isPresent())
                .toList();
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.CHANNEL)
    @PostMapping("/{name}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Start a channel")
    void start(@PathVariable("name") String name, Principal key) {
        registry.start(RequestParameters.word(name, "name"), key.getName());
        LOG.event("start-asked", LogKey.KEY_NAME, key.getName(), LogKey.CHANNEL, name);
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.CHANNEL)
    @PostMapping("/{name}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stop a channel until it is started again, also over a restart of the hub")
    void stop(@PathVariable("name") String name, Principal key) {
        registry.stop(RequestParameters.word(name, "name"), key.getName());
        LOG.event("stop-asked", LogKey.KEY_NAME, key.getName(), LogKey.CHANNEL, name);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/{name}/test", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Try the connection of a channel, step by step; takes no input and shows no name of one")
    ConnectionReport test(@PathVariable("name") String name, Principal key) {
        ConnectionReport test = tests.test(RequestParameters.word(name, "name"));
        LOG.event(
                "connection-tested",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.CHANNEL,
                name,
                LogKey.ACTION,
                test.ok() ? "ok" : "failed");
        return test;
    }
}
