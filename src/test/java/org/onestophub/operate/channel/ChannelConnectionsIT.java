package org.onestophub.operate.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.operations.CertificateExpiry;
import org.onestophub.intake.source.file.FtpFilesComponent;
import org.onestophub.intake.source.mail.MailboxComponent;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;

/** Channels of the whole hub, as loaded, tried at their real servers. */
class ChannelConnectionsIT {

    private static final String CHANNELS = "/api/ops/v1/channels";

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");

    @ParameterizedTest
    @CsvSource({
        "email, imap",
        "letter-ftps, ftps",
        "letter-ftp, ftp",
        "letter-sftp, sftp",
        "phone-cdr-sftp, sftp",
        "letter-folder, folder",
        "patient-adt, listener",
        "hotline, door",
        "desk, door"
    })
    void everyChannelIsTriedWhereItLooks(String channel, String kind) {
        JsonNode test = ops.post(CHANNELS + "/" + channel + "/test", "").json();

        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(test.path("kind").asText()).isEqualTo(kind);
        assertThat(test.path("steps").findValuesAsText("result")).containsOnly("ok");
        assertThat(test.toString()).doesNotContain(HubUnderTest.PASSWORD);
    }

    @Test
    void channelThatIsNotThereIsNotTried() {
        assertThat(ops.post(CHANNELS + "/no-such-channel/test", "")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-103");
    }

    @Test
    void certificatesOfServersAreKnownAfterALook() {
        hub.bean(ChannelConnections.class).lookAtCertificates();

        assertThat(hub.bean(CertificateExpiry.class).validUntil()).containsOnlyKeys("letter-ftps");
    }

    @Test
    void sourcesThatArePolledAreSeenToAnswer() {
        // not those into whose folders another test lays files with names that the hub does not take
        for (String channel : new String[] {"email", "phone-cdr-sftp", "phone-cdr-folder"}) {
            org.awaitility.Awaitility.await().untilAsserted(() -> {
                JsonNode status = statusOf(channel);
                assertThat(status.path("lastLookAt").asText()).isNotEmpty();
                assertThat(status.path("health").asText()).isIn("ok", "without-success");
            });
        }
    }

    @Test
    void mailboxesAndFtpFoldersAreReadByTheHubsOwnComponents() {
        CamelContext camel = hub.bean(CamelContext.class);

        assertThat(camel.getComponent("imap")).isInstanceOf(MailboxComponent.class);
        assertThat(camel.getComponent("imaps")).isInstanceOf(MailboxComponent.class);
        assertThat(camel.getComponent("ftp")).isInstanceOf(FtpFilesComponent.class);
    }

    @Test
    void alertsAreListedAndCounted() {
        assertThat(ops.get("/api/ops/v1/alerts").json().has("open")).isTrue();
        assertThat(ops.get("/api/ops/v1/alerts?limit=0").json().path("field").asText())
                .isEqualTo("limit");
        assertThat(ops.post("/api/ops/v1/alerts/404/acknowledge", "").status()).isEqualTo(404);
        assertThat(ops.get("/actuator/prometheus").body()).contains("hub_alerts_open");
        assertThat(ops.get("/api/ops/v1/alerts").json().path("open"))
                .hasSameSizeAs(hub.bean(Alerts.class).open());
    }

    private JsonNode statusOf(String channel) {
        for (JsonNode one : ops.get(CHANNELS).json()) {
            if (one.path("name").asText().equals(channel)) {
                return one;
            }
        }
        throw new AssertionError(channel);
    }
}
