package org.onestophub.operate.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.support.FreePort;

/** A server that lets in and then stores nothing, in the words of real servers. */
class RefusedDataConnectionIT {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket control;
    private ServerSocket data;

    @BeforeEach
    void listen() throws IOException {
        control = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        data = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        control.close();
        data.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "425 Unable to build data connection: Operation not permitted|CH-322",
                "425 Unable to build data connection: Connection timed out|CH-335",
                "522 SSL connection failed: session reuse required|CH-335",
                "426 Failure reading network stream.|CH-335",
                "451 Failure writing to local file.|CH-337",
                "452 Transfer aborted. No space left on device|CH-334",
                "552 Quota exceeded|CH-334",
                "552 Requested file action aborted|CH-334",
                "550 Permission denied.|CH-322",
                "550 磁盘空间不足|CH-334",
                "553 Could not create file.|CH-322",
            })
    void testNamesWhatTheServerSaysToTheFirstFile(String reply, String code) {
        ConnectionStep rights = probed(Map.of("STOR", reply), data.getLocalPort());

        assertThat(rights.code()).isEqualTo(code);
        assertThat(rights.facts()).containsEntry("answer", reply);
    }

    @Test
    void passivePortThatIsClosedIsNoMissingRight() throws IOException {
        assertThat(probed(Map.of(), FreePort.next()).code()).isEqualTo("CH-335");
    }

    private ConnectionStep probed(Map<String, String> replies, int dataPort) {
        threads.execute(() -> serve(replies, dataPort));
        ProbeSteps steps = new ProbeSteps(threads);
        new FtpProbe(
                        new ProbeTarget.FtpFolder(
                                "127.0.0.1",
                                control.getLocalPort(),
                                StandardCharsets.UTF_8,
                                null,
                                false,
                                () -> new ProbeTarget.Login("user", "password"),
                                "in"),
                        Clock.systemUTC(),
                        FolderVisit.ofSink())
                .run(steps);
        List<ConnectionStep> all = steps.steps();
        ConnectionStep last = all.get(all.size() - 1);
        assertThat(last.name()).isEqualTo("rights");
        return last;
    }

    /** One connection after another, until the test is over. */
    private void serve(Map<String, String> replies, int dataPort) {
        try {
            while (!control.isClosed()) {
                try (Socket line = control.accept()) {
                    talk(line, replies, dataPort);
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void talk(Socket line, Map<String, String> replies, int dataPort) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
        say(line, "220 ready");
        for (String asked = in.readLine(); asked != null; asked = in.readLine()) {
            String command = asked.split(" ", 2)[0];
            String usual = switch (command) {
                case "USER" -> "331 go on";
                case "PASS" -> "230 welcome";
                case "PASV" -> "227 Entering Passive Mode (127,0,0,1,%d,%d)".formatted(dataPort / 256, dataPort % 256);
                case "CWD", "DELE" -> "250 done";
                case "TYPE", "NOOP" -> "200 done";
                case "PWD" -> "257 \"/in\"";
                default -> "502 not implemented";
            };
            say(line, replies.getOrDefault(command, usual));
        }
    }

    private static void say(Socket line, String reply) throws IOException {
        line.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        line.getOutputStream().flush();
    }
}
