package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.configuration.ChannelPasswords;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ConnectionTester;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.rights.AccessRecord;
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
    private final ChannelPasswords passwords;
    private final Institutions institutions;
    private final AccessRecord record;

    ChannelsController(
            ChannelRegistry registry,
            ConnectionTester tests,
            ChannelPasswords passwords,
            Institutions institutions,
            AccessRecord record) {
        this.registry = registry;
        this.tests = tests;
        this.passwords = passwords;
        this.institutions = institutions;
        this.record = record;
    }

    /** A new password of a channel's account. */
    @Schema(name = "NewChannelPassword")
    record NewPassword(@Nullable String password) {
        @Override
        public String toString() {
            return "NewPassword";
        }
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

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping(
            path = "/{name}/password",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Give a channel the new password of its account at a mail or file server",
            description =
                    "It is tried at the server first. Only if the server takes it, it is kept in the place of the old "
                            + "one, and the channel is tested. Not for passwords that were given at the start (409, CH-104).")
    ChannelPasswords.Change password(
            @PathVariable("name") String name,
            @org.springframework.web.bind.annotation.RequestBody NewPassword order,
            Principal key) {
        String channel = RequestParameters.word(name, "name");
        record.done(key.getName(), "channel-password", channel, null);
        return passwords.change(
                channel,
                RequestParameters.needed(order.password(), "password", ChannelPasswords.LONGEST),
                key.getName());
    }
}
