package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemText;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@Doors
class AccessIT {

    private static final Map<String, Set<String>> WHO_MAY = Map.of(
            "/api/hotline/", Set.of("line-a"),
            "/api/desk/", Set.of("desk"),
            "/api/status/", Set.of("line-a", "desk", "viewer"),
            "/api/district/", Set.of("district"),
            "/api/ops/", Set.of("ops"));
    private static final String ERASURE = "/erase";

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private Caller caller;

    private record Door(String method, String path) {}

    @BeforeEach
    void callWithoutKey() {
        caller = new Caller(port, null);
    }

    @Test
    void everyDoorRefusesCallersWithoutKeyAndWithAWrongOne() {
        for (Door door : doors()) {
            Caller.Reply none = caller.send(door.method(), door.path(), new byte[0]);
            Caller.Reply wrong =
                    caller.withKey("no-key-of-this-hub-at-all-0").send(door.method(), door.path(), new byte[0]);

            assertThat(List.of(none.status(), wrong.status())).as("%s", door).containsOnly(401);
            assertThat(wrong.json().get("code").asText()).isEqualTo("AC-101");
            assertThat(wrong.body()).doesNotContain("no-key-of-this-hub");
            assertThat(wrong.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void everyDoorRefusesKeysOfOtherRoles() {
        for (Door door : doors()) {
            Set<String> may = whoMay(door);
            for (String account : List.of("line-a", "desk", "viewer", "district", "ops", "eraser")) {
                Caller.Reply reply = caller.as(account)
                        .send(door.method(), door.path(), new byte[0], "Content-Type", "application/json");
                if (may.contains(account)) {
                    assertThat(reply.status()).as("%s %s", account, door).isNotIn(401, 403);
                } else {
                    assertThat(reply.status()).as("%s %s", account, door).isEqualTo(403);
                    assertThat(reply.json().get("code").asText()).isEqualTo("AC-102");
                }
            }
        }
    }

    private static Set<String> whoMay(Door door) {
        if (door.path().endsWith(ERASURE)) {
            return Set.of("eraser");
        }
        return WHO_MAY.entrySet().stream()
                .filter(entry -> door.path().startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void whatIsNotNamedIsClosed() {
        assertThat(caller.get("/").status()).isEqualTo(401);
        assertThat(caller.get("/error").status()).isEqualTo(401);
        assertThat(caller.as("ops").get("/").status()).isEqualTo(403);
        assertThat(caller.as("ops").get("/error").status()).isEqualTo(403);
        assertThat(caller.as("ops").get("/actuator/env").status()).isEqualTo(404);
        assertThat(caller.as("line-a").get("/actuator/env").status()).isEqualTo(403);
        assertThat(caller.as("ops").get("/api/ops/v1/none").json().get("code").asText())
                .isEqualTo("AC-103");
    }

    @Test
    void healthIsOpenButItsDetailsAreNot() {
        assertThat(caller.get("/actuator/health").json().has("components")).isFalse();
        assertThat(caller.as("line-a").get("/actuator/health").json().has("components"))
                .isFalse();
        assertThat(caller.as("ops").get("/actuator/health").json().has("components"))
                .isTrue();
        assertThat(caller.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(caller.get("/actuator/health/db").status()).isEqualTo(401);
    }

    @Test
    void descriptionIsForAnyKey() {
        assertThat(caller.get("/v3/api-docs").status()).isEqualTo(401);
        assertThat(caller.as("viewer").get("/v3/api-docs").status()).isEqualTo(200);
    }

    @Test
    void noSessionIsMade() {
        assertThat(caller.as("ops").get("/api/ops/v1/channels").header("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void secretIsNoneInAnotherScheme() {
        String secret = caller.as("ops").key();

        assertThat(caller.get("/api/ops/v1/channels", "Authorization", "Basic " + secret)
                        .status())
                .isEqualTo(401);
        assertThat(caller.get("/api/ops/v1/channels", "Authorization", "bearer " + secret)
                        .status())
                .isEqualTo(200);
        assertThat(caller.get("/api/ops/v1/channels?access_token=" + secret).status())
                .isEqualTo(401);
    }

    @Test
    void pathTricksOpenNothing() throws Exception {
        for (String path : List.of(
                "/api/hotline/../ops/v1/channels",
                "/api//ops/v1/channels",
                "/api/ops;x=1/v1/channels",
                "/api/%2e%2e/ops/v1/channels",
                "/api/ops%2fv1/channels",
                "/API/OPS/v1/channels",
                "/api/ops/v1/channels/")) {
            String answer = caller.raw(
                    "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + caller.as("line-a").key() + "\r\nConnection: close\r\n\r\n",
                    5000);

            assertThat(answer)
                    .as(path)
                    .containsPattern("^HTTP/1.1 (400|401|403|404) ")
                    .doesNotContain("email");
        }
    }

    @Test
    void everyDoorIsDescribed() {
        var paths = caller.as("ops").get("/v3/api-docs").json().get("paths");

        handlers.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> {
                            var methods = paths.get(pattern);
                            assertThat(methods).as(pattern).isNotNull();
                            for (RequestMethod method :
                                    info.getMethodsCondition().getMethods()) {
                                assertThat(methods.get(method.name().toLowerCase(java.util.Locale.ROOT))
                                                .get("summary")
                                                .asText())
                                        .as(pattern)
                                        .isNotBlank();
                            }
                        }));
    }

    @Test
    void descriptionTellsKeysAndAnswers() {
        var api = caller.as("ops").get("/v3/api-docs").json();

        assertThat(api.at("/components/securitySchemes/apiKey/scheme").asText()).isEqualTo("bearer");
        assertThat(api.at("/paths/~1api~1hotline~1v1~1work-orders/post/responses")
                        .fieldNames())
                .toIterable()
                .contains("200", "201", "4XX", "503");
        assertThat(api.at("/components/schemas/ProblemBody/properties/code").isMissingNode())
                .isFalse();
    }

    @Test
    void springsOwnRefusalsAreProblemsToo() {
        Caller.Reply method = caller.as("line-a").get("/api/hotline/v1/work-orders");
        Caller.Reply type = caller.as("line-a")
                .send("POST", "/api/hotline/v1/work-orders", new byte[1], "Content-Type", "text/测试".replace("测试", "x"));
        Caller.Reply narrow = caller.as("ops").get("/api/ops/v1/channels", "Accept", "application/xml");
        Caller.Reply malformed = caller.as("ops").post("/api/ops/v1/quarantine/replay", "{\"code\":\"secret-datum");

        assertThat(method.status()).isEqualTo(405);
        assertThat(method.json().get("code").asText()).isEqualTo("AC-105");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.json().get("code").asText()).isEqualTo("AC-106");
        assertThat(narrow.status()).isEqualTo(406);
        assertThat(narrow.json().get("code").asText()).isEqualTo("AC-107");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.json().get("code").asText()).isEqualTo("AC-104");
        assertThat(malformed.body()).doesNotContain("secret-datum");
    }

    @Test
    void problemsAreToldInTheLanguageTheCallerAccepts() throws Exception {
        Caller.Reply none = caller.get("/api/ops/v1/channels");
        Caller.Reply early = caller.get("/api/ops/v1/channels", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        Caller.Reply late = caller.as("ops").get("/api/ops/v1/none", "Accept-Language", "zh");
        String malformed =
                caller.raw("GET /a|b HTTP/1.1\r\nHost: x\r\nAccept-Language: zh\r\nConnection: close\r\n\r\n", 5000);

        assertThat(none.json().get("title").asText()).isEqualTo(Problem.KEY_MISSING.meaning());
        assertThat(none.header("Content-Language")).isEqualTo("en");
        ProblemText missing = Problem.KEY_MISSING.in(Language.CHINESE);
        assertThat(early.json().get("title").asText()).isEqualTo(missing.meaning());
        assertThat(early.json().get("detail").asText()).isEqualTo(missing.remedy());
        assertThat(early.json().get("code").asText()).isEqualTo("AC-101");
        assertThat(early.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(early.header("Vary")).contains("Accept-Language");
        assertThat(late.json().get("title").asText())
                .isEqualTo(Problem.NOT_FOUND.in(Language.CHINESE).meaning());
        assertThat(late.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(malformed).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        handlers.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method ->
                                        doors.add(new Door(method.name(), pattern.replaceAll("\\{[^}]+}", "1"))))));
        assertThat(doors).hasSizeGreaterThan(10);
        return doors;
    }
}
