package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Who may connect. */
class MllpPeersTest {

    private static final MllpPeers PEERS = MllpPeers.of("10.1.2.3, 10.1.4.0/23,192.0.2.128/25 , fd00:1::/31, ::1,");

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,true",
        "10.1.2.4,false",
        "10.1.3.255,false",
        "10.1.4.0,true",
        "10.1.5.255,true",
        "10.1.6.0,false",
        "192.0.2.127,false",
        "192.0.2.128,true",
        "fd00:1::9,true",
        "fd00:0:ffff::9,true",
        "fd00:2::9,false",
        "::1,true",
        "::2,false",
        "::ffff:10.1.2.3,true"
    })
    void addressIsKnownByItsBits(String address, boolean isKnown) throws UnknownHostException {
        assertThat(PEERS.has(InetAddress.getByName(address))).isEqualTo(isKnown);
    }

    @Test
    void nobodyIsShutOutWhereNobodyIsNamed() throws UnknownHostException {
        assertThat(MllpPeers.of(" ").has(InetAddress.getByName("192.0.2.1"))).isTrue();
        assertThat(MllpPeers.of("0.0.0.0/0").has(InetAddress.getByName("192.0.2.1")))
                .isTrue();
        assertThat(MllpPeers.of("0.0.0.0/0").has(InetAddress.getByName("::1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "his.example.org",
                "10.1.2",
                "10.1.2.3/33",
                "10.1.2.3/-1",
                "10.1.2.3/",
                "10.1.2.3/8/8",
                "::1/129",
                "a:b"
            })
    void wordThatIsNoAddressIsAWrongSetting(String word) {
        assertThatThrownBy(() -> MllpPeers.of("10.1.2.3," + word)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.SETTING_INVALID);
            assertThat(e.field()).isEqualTo("peers");
        });
    }
}
