package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the operators' API that the server knows, called with a key of each right. */
class KeyRightsIT {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    /** Names nothing that there is, as a number and as a name. */
    private static final String NOTHING = "999999999";
    /** No order of any address, so that nothing happens behind those that open. */
    private static final byte[] NO_ORDER = "[]".getBytes(StandardCharsets.UTF_8);

    private static final Set<KeyRight> NOT_OF_OPS = Set.of(KeyRight.ERASE, KeyRight.HANDOVER, KeyRight.USERS);

    private final HubUnderTest hub = HubUnderTest.get();

    @Test
    void everyAddressOfOperatorsDeclaresItsRight() {
        assertThat(doors()).hasSizeGreaterThan(60);
        doors().forEach((door, method) -> assertThat(method.getMethodAnnotation(NeedsRight.class))
                .as(door)
                .isNotNull());
        assertThat(doors().values().stream().map(KeyRightsIT::rightOf))
                .as("each right opens something, but for the one that shows more where another opens")
                .containsAll(EnumSet.complementOf(EnumSet.of(KeyRight.DISCIPLINE)));
    }

    @Test
    void eachRightOpensItsAddressesAndNoOther() {
        doors().forEach((door, method) -> Arrays.stream(KeyRight.values()).forEach(right -> {
            Reply reply = call(hub.caller("may-" + right.word()), door);
            String who = right + " " + door;
            if (right == rightOf(method)) {
                assertThat(reply.status()).as(who).isNotIn(401, 403);
            } else {
                assertRefused(reply, who, rightOf(method));
            }
        }));
    }

    @Test
    void keyOfRoleOpsHasWhatItHad() {
        Caller ops = hub.caller("ops");
        doors().forEach((door, method) -> {
            Reply reply = call(ops, door);
            if (NOT_OF_OPS.contains(rightOf(method))) {
                assertRefused(reply, door, rightOf(method));
            } else {
                assertThat(reply.status()).as(door).isNotIn(401, 403);
            }
        });
    }

    @Test
    void keyOfASenderOpensNone() {
        doors().keySet()
                .forEach(door -> assertThat(call(hub.caller("hotline"), door).status())
                        .as(door)
                        .isEqualTo(403));
    }

    @Test
    void headAsksForTheSameRight() {
        assertThat(hub.caller("may-view")
                        .send("HEAD", "/api/ops/v1/access-log", new byte[0])
                        .status())
                .isEqualTo(403);
    }

    @Test
    void searchByTextAndRunOfAKeptInputNeedContentToo() {
        String text = "/api/ops/v1/complaints?limit=1&";
        Caller viewer = hub.caller("may-view");
        // tests of other addresses use the same key
        long before = recordedOf("test-may-view");

        assertThat(viewer.get(text).status()).isEqualTo(200);
        assertRefused(viewer.get(text + "text=%E5%81%9C%E8%BD%A6"), "text", KeyRight.CONTENT);
        // other ways by which a framework may fill a field
        viewer.get(text + "!text=%E5%81%9C%E8%BD%A6");
        viewer.get(text, "text", "park");
        assertThat(recordedOf("test-may-view")).isEqualTo(before);
        assertRefused(
                hub.caller("may-configure").post("/api/ops/v1/mappings/hotline/run?receipt=1", ""),
                "run",
                KeyRight.CONTENT);
    }

    private long recordedOf(String key) {
        return hub.jdbc()
                .sql("select count(*) from access_log where key_name = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    @Test
    void healthAndMetricsAreForThoseWhoMayViewTheWholeHub() {
        for (KeyRight right : KeyRight.values()) {
            Caller caller = hub.caller("may-" + right.word());
            assertThat(caller.get("/actuator/health").json().has("components"))
                    .as("%s", right)
                    .isEqualTo(right == KeyRight.VIEW);
            assertThat(caller.get("/actuator/prometheus").status() == 403)
                    .as("%s", right)
                    .isEqualTo(right != KeyRight.VIEW);
        }
        assertThat(hub.caller("ops").get("/actuator/health").json().has("components"))
                .isTrue();
        Caller bound = hub.caller(Hospitals.key(0));
        assertThat(bound.get("/api/ops/v1/complaints?limit=1").status()).isEqualTo(200);
        assertThat(bound.get("/actuator/health").json().has("components")).isFalse();
        assertThat(bound.get("/actuator/prometheus").status()).isEqualTo(403);
    }

    private static void assertRefused(Reply reply, String who, KeyRight needed) {
        assertThat(reply.status()).as(who + reply.body()).isEqualTo(403);
        assertThat(reply.json().path("code").asText()).as(who).isEqualTo("AC-102");
        assertThat(reply.json().path("field").asText()).as(who).isEqualTo(needed.word());
    }

    private static KeyRight rightOf(HandlerMethod method) {
        return method.getMethodAnnotation(NeedsRight.class).value();
    }

    private static Reply call(Caller caller, String door) {
        String method = door.split(" ")[0];
        String path = VARIABLE.matcher(door.split(" ")[1]).replaceAll(NOTHING);
        return method.equals("POST") || method.equals("PUT")
                ? caller.send(method, path, NO_ORDER, "Content-Type", "application/json")
                : caller.send(method, path, new byte[0]);
    }

    /** Method and address of everything that the server answers to operators. */
    private Map<String, HandlerMethod> doors() {
        Map<String, HandlerMethod> doors = new TreeMap<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (String path : mapping.getPatternValues()) {
                        if (path.startsWith("/api/ops")) {
                            assertThat(mapping.getMethodsCondition().getMethods())
                                    .as(path)
                                    .isNotEmpty();
                            for (RequestMethod method :
                                    mapping.getMethodsCondition().getMethods()) {
                                doors.put(method + " " + path, handler);
                            }
                        }
                    }
                });
        return doors;
    }
}
