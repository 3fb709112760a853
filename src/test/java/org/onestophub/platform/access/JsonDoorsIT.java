package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.support.HubUnderTest;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.http.MockHttpOutputMessage;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers hold trees of JSON: views, documents, events. Another JSON library than that of the trees takes such a tree for
 * a bean and writes its getters. So each door is asked what would write its answer, and that has to write a tree.
 */
class JsonDoorsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<MediaType> TYPES =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
    /** What is written as it is. */
    private static final Set<Class<?>> BYTES =
            Set.of(byte[].class, CharSequence.class, Resource.class, StreamingResponseBody.class);

    private final HubUnderTest hub = HubUnderTest.get();

    /** An answer with a tree in it. */
    record Holder(String name, JsonNode tree, List<JsonNode> trees, Map<String, JsonNode> byName) {}

    @Test
    void everyDoorWritesATreeAsTheJsonItHolds() throws IOException {
        JsonNode tree = JSON.readTree("{\"a\":[1,null,\"测试甲\",{\"b\":1.50}],\"c\":{\"d\":true}}");
        Holder holder = new Holder("x", tree, List.of(tree, JSON.readTree("7")), Map.of("k", tree));
        JsonNode expected = JSON.readTree(
                "{\"name\":\"x\",\"tree\":" + tree + ",\"trees\":[" + tree + ",7],\"byName\":{\"k\":" + tree + "}}");
        Map<String, String> wrong = new TreeMap<>();
        Set<String> asked = new TreeSet<>();
        for (HandlerMethod door : doors()) {
            Class<?> answer = answerOf(door);
            if (answer == void.class || BYTES.stream().anyMatch(bytes -> bytes.isAssignableFrom(answer))) {
                continue;
            }
            asked.add(door.getBeanType().getSimpleName());
            for (MediaType type : TYPES) {
                String written = written(holder, answer, type);
                if (!JSON.readTree(written).equals(expected)) {
                    wrong.put(door.getShortLogMessage() + " as " + type, written);
                }
                String bare = written(tree, answer, type);
                if (!JSON.readTree(bare).equals(tree)) {
                    wrong.put(door.getShortLogMessage() + " bare as " + type, bare);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked)
                .contains(
                        "ReceiptsController",
                        "MappingsController",
                        "DistrictFeedController",
                        "HotlineController",
                        "DeskController",
                        "ReceiptStatusController");
    }

    @Test
    void everyDoorReadsATreeAsTheJsonItIs() throws IOException {
        String json = "{\"name\":\"x\",\"tree\":{\"a\":[1,null]},\"trees\":[7],\"byName\":{},\"more\":1}";
        Map<String, Object> wrong = new TreeMap<>();
        int asked = 0;
        for (HandlerMethod door : doors()) {
            for (MethodParameter parameter : door.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    asked++;
                    Object read = read(json, parameter.getParameterType());
                    if (!(read instanceof Holder holder && holder.tree().equals(JSON.readTree("{\"a\":[1,null]}")))) {
                        wrong.put(door.getShortLogMessage(), String.valueOf(read));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isPositive();
    }

    @Test
    void whatOperatorsAndProbesAreToldAboutHealthIsJson() {
        Caller.Reply health = hub.caller("ops").get("/actuator/health");

        assertThat(health.json().path("status").asText()).isNotEmpty();
        assertThat(health.json().at("/components/ledger/status").asText()).isEqualTo("UP");
    }

    private List<HandlerMethod> doors() {
        List<HandlerMethod> doors = new ArrayList<>();
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((address, door) -> {
                    if (door.getBeanType().getPackageName().startsWith("org.onestophub")) {
                        doors.add(door);
                    }
                });
        return doors;
    }

    private static Class<?> answerOf(HandlerMethod door) {
        ResolvableType type = ResolvableType.forMethodReturnType(door.getMethod());
        while (isWrapped(type.resolve(Object.class))) {
            type = type.getGeneric(0);
        }
        return type.resolve(Object.class);
    }

    private static boolean isWrapped(Class<?> answer) {
        return Stream.of(HttpEntity.class, DeferredResult.class, CompletionStage.class)
                .anyMatch(wrapper -> wrapper.isAssignableFrom(answer));
    }

    /** By what would write an answer of this type; where a door declares none, the type of the value counts. */
    @SuppressWarnings("unchecked")
    private String written(Object value, Class<?> declared, MediaType type) throws IOException {
        Class<?> answer = declared == Object.class ? value.getClass() : declared;
        HttpMessageConverter<?> writer = converters().stream()
                .filter(converter -> converter.canWrite(answer, type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing writes " + answer));
        MockHttpOutputMessage message = new MockHttpOutputMessage();
        if (writer instanceof GenericHttpMessageConverter<?> generic) {
            ((GenericHttpMessageConverter<Object>) generic).write(value, (Type) value.getClass(), type, message);
        } else {
            ((HttpMessageConverter<Object>) writer).write(value, type, message);
        }
        return message.getBodyAsString(StandardCharsets.UTF_8);
    }

    /** By what would read a body of this type. */
    @SuppressWarnings("unchecked")
    private Object read(String json, Class<?> body) throws IOException {
        HttpMessageConverter<Object> reader = (HttpMessageConverter<Object>) converters().stream()
                .filter(converter -> converter.canRead(body, MediaType.APPLICATION_JSON))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing reads " + body));
        return reader.read(Holder.class, new MockHttpInputMessage(json.getBytes(StandardCharsets.UTF_8)));
    }

    private List<HttpMessageConverter<?>> converters() {
        return hub.bean(RequestMappingHandlerAdapter.class).getMessageConverters();
    }
}
