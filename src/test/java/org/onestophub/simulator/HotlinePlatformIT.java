package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated HTTP senders say what the hub must understand. */
class HotlinePlatformIT {

    private final AtomicInteger unavailable = new AtomicInteger();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private URI address;

    @BeforeEach
    void startHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        hub.createContext("/", exchange -> {
            heads.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean away = unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (away) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            exchange.sendResponseHeaders(away ? 503 : 201, -1);
            exchange.close();
        });
        hub.start();
        address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    @AfterEach
    void stopHub() {
        hub.stop(0);
    }

    @Test
    void aWorkOrderIsPushedAgainWhileTheHubIsUnavailable() throws IOException {
        unavailable.set(2);

        try (HotlinePlatform platform = new HotlinePlatform(address, "k")) {
            assertThat(platform.push("{\"taskId\":\"1\"}").status()).isEqualTo(201);
        }

        assertThat(bodies).hasSize(3).containsOnly("{\"taskId\":\"1\"}");
        assertThat(heads).containsOnly("Bearer k application/json");
    }

    @Test
    void aDeskEntryWithAttachmentIsMultipart() throws IOException {
        Desk.Attachment photo = new Desk.Attachment("照片.jpg", "image/jpeg", new byte[] {1, 2});

        assertThat(new Desk(address, "k").enter("{}", List.of(photo)).status()).isEqualTo(201);

        assertThat(bodies.get(0))
                .contains("name=\"complaint\"")
                .contains("filename=\"照片.jpg\"")
                .endsWith("--\r\n");
        assertThat(heads.get(0)).contains("multipart/form-data; boundary=");
    }
}
