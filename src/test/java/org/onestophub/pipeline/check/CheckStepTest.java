package org.onestophub.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;

class CheckStepTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final CheckProperties SETTINGS = new CheckProperties(List.of("9", "0"), "021", List.of("anonymous"));
    private static final CheckStep CHECK = new CheckStep(
            new ComplaintSchema(Path.of("mappings/complaint.schema.json")),
            new StatusSchema(Path.of("mappings/status-event.schema.json")),
            new CodeLists(Path.of("mappings/code-lists")),
            SETTINGS,
            VALIDATOR);

    @Test
    void soundComplaintPassesInCanonicalForm() {
        Candidate checked = check(document -> {});

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.document().fieldNames()).toIterable().startsWith("schemaVersion", "zone", "channel");
        assertThat(checked.document().has("findings")).isFalse();
    }

    @Test
    void nothingSaidAtAllIsMissingFacts() {
        assertStopped(
                check(document -> document.putObject("matter").put("request", "退款")),
                Problem.FIELD_MISSING,
                "/matter/facts");
    }

    @Test
    void titleOrCallOrAttachmentIsEnough() {
        assertThat(check(d -> d.putObject("matter").put("title", "x")).isSound())
                .isTrue();
        assertThat(check(d -> {
                            d.putObject("matter");
                            d.putObject("call").put("missed", true);
                        })
                        .isSound())
                .isTrue();
        assertThat(check(d -> {
                            d.putObject("matter");
                            d.putArray("evidence")
                                    .addObject()
                                    .put("receiptId", 1)
                                    .put("part", "1")
                                    .put("sizeBytes", 3)
                                    .put("sha256", "a".repeat(64));
                        })
                        .isSound())
                .isTrue();
    }

    @Test
    void channelMustBeThereAndInItsList() {
        assertStopped(check(d -> d.remove("channel")), Problem.FIELD_MISSING, "/channel");
        assertStopped(check(d -> d.put("channel", "smoke-signal")), Problem.CODE_UNKNOWN, "/channel");
        assertStopped(check(d -> d.put("channel", 1)), Problem.CODE_UNKNOWN, "/channel");
    }

    @Test
    void otherUnknownCodesAreKeptAsideWithAFinding() {
        Candidate checked = check(d -> {
            matter(d)
                    .put("type", "rant")
                    .putArray("categories")
                    .add("A1")
                    .add("Q9")
                    .add("B1");
            matter(d).putArray("departments").addObject().put("code", "77.77").put("name", "神秘科");
            d.withObject("/complainant").put("sex", "5");
            d.withArray("provenance")
                    .addObject()
                    .put("field", "/matter/categories/2")
                    .put("receiptId", 1)
                    .put("kind", "copied");
        });

        assertThat(checked.findings())
                .contains(
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/type"),
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/categories/1"),
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/departments/0/code"),
                        Finding.of(Problem.CODE_UNKNOWN, "/complainant/sex"));
        JsonNode document = checked.document();
        assertThat(document.at("/matter/categories").toString()).isEqualTo("[\"A1\",\"B1\"]");
        assertThat(document.at("/matter/departments/0/name").asText()).isEqualTo("神秘科");
        assertThat(document.at("/matter/sourceCategories")).hasSize(4);
        assertThat(document.at("/provenance/0/field").asText()).isEqualTo("/matter/categories/1");
        assertThat(document.at("/findings")).hasSize(4);
    }

    @Test
    void elementOfWhichNothingIsLeftGoesAndTheOthersStay() {
        Candidate checked = check(d -> {
            matter(d).putArray("departments").addObject().put("code", "77.77");
            matter(d).withArray("departments").addObject().put("name", "骨科");
            matter(d).putArray("staff").addObject().put("name", "测试丙").put("role", "captain");
            matter(d).withArray("staff").addObject().put("role", "king");
        });

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.document().at("/matter/departments").toString()).isEqualTo("[{\"name\":\"骨科\"}]");
        assertThat(checked.document().at("/matter/staff").toString()).isEqualTo("[{\"name\":\"测试丙\"}]");
        assertThat(checked.document().at("/matter/sourceCategories").findValuesAsText("value"))
                .containsExactlyInAnyOrder("77.77", "captain", "king");
        assertThat(checked.findings())
                .containsExactlyInAnyOrder(
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/departments/0/code"),
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/staff/0/role"),
                        Finding.of(Problem.CODE_UNKNOWN, "/matter/staff/1/role"));
    }

    @Test
    void longTextWithinAListIsCutByTheRuleOfItsElement() {
        Candidate checked = check(d -> matter(d).putArray("staff").addObject().put("name", "长".repeat(5_000)));

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.document().at("/matter/staff/0/name").asText())
                .endsWith("长…")
                .hasSizeLessThan(5_000);
        assertThat(checked.findings()).containsExactly(Finding.of(Problem.TEXT_CUT, "/matter/staff/0/name"));
    }

    @Test
    void phonesGetTheInternationalFormOrAFinding() {
        Candidate checked = check(d -> {
            var phones = d.withObject("/complainant").putArray("phones");
            List.of("13800000001", "9013800000001", "Anonymous", "59730000")
                    .forEach(raw -> phones.addObject().put("raw", raw));
        });

        JsonNode phones = checked.document().at("/complainant/phones");
        assertThat(phones.get(0).path("e164").asText()).isEqualTo("+8613800000001");
        assertThat(phones.get(0).path("confidence").asText()).isEqualTo("known");
        assertThat(phones.get(1).path("e164").asText()).isEqualTo("+8613800000001");
        assertThat(phones.get(1).path("confidence").asText()).isEqualTo("maybe");
        assertThat(phones.get(2).has("e164")).isFalse();
        assertThat(phones.get(2).path("confidence").asText()).isEqualTo("none");
        assertThat(phones.get(3).path("e164").asText()).isEqualTo("+862159730000");
        assertThat(checked.findings())
                .containsExactly(Finding.of(Problem.PHONE_UNREADABLE, "/complainant/phones/2/raw"));
    }

    @Test
    void wrongCheckCharactersAreToldAndNeverRefused() {
        Candidate checked = check(d -> {
            d.putObject("institution").put("uscc", "91350203M0001QAY9B");
            d.withObject("/complainant")
                    .putObject("idDocument")
                    .put("type", "01")
                    .put("number", "110105194912310021");
            d.withObject("/patient").putObject("idDocument").put("number", "11010519491231002x");
        });

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.document().at("/complainant/idDocument/checked").asText())
                .isEqualTo("invalid");
        assertThat(checked.document().at("/patient/idDocument/checked").asText())
                .isEqualTo("valid");
        assertThat(checked.document().at("/patient/idDocument/type").asText()).isEqualTo("01");
        assertThat(checked.document().at("/patient/idDocument/number").asText()).isEqualTo("11010519491231002X");
        assertThat(checked.findings())
                .containsExactlyInAnyOrder(
                        Finding.of(Problem.ID_CARD_CHECK, "/complainant/idDocument/number"),
                        Finding.of(Problem.CREDIT_CODE_CHECK, "/institution/uscc"));
    }

    @Test
    void clockThatIsHoursAheadIsToldOnceAndTheTimeStays() {
        Candidate ahead = check(d -> {
            d.put("sentAt", "2026-11-22T12:00:00Z");
            matter(d).put("occurredAt", "2026-11-22T12:00:00Z");
        });
        Candidate near = check(d -> d.put("sentAt", "2026-11-22T05:00:00Z"));

        assertThat(ahead.findings()).containsExactly(Finding.of(Problem.CLOCK_AHEAD, "/matter/occurredAt"));
        assertThat(ahead.document().path("sentAt").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(near.findings()).isEmpty();
    }

    @Test
    void severalNumbersInOneFieldAreSeveralPhones() {
        Candidate checked = check(d -> d.withObject("/complainant")
                .putArray("phones")
                .addObject()
                .put("raw", "13800000001(妻) / 010-62345678转8010"));

        assertThat(checked.document().at("/complainant/phones").findValuesAsText("e164"))
                .containsExactly("+8613800000001", "+861062345678");
        assertThat(checked.findings()).isEmpty();
    }

    @Test
    void impossibleDatesAreDroppedWithAFinding() {
        Candidate checked = check(d -> {
            d.put("sentAt", "2036-01-01T00:00:00Z");
            ((ObjectNode) d.at("/arrivals/0")).put("sentAt", "2036-01-01T00:00:00Z");
            matter(d).put("occurredAt", "1066-10-14T00:00:00Z");
            d.withObject("/complainant").put("birthDate", "1949/12/31");
        });

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.document().has("sentAt")).isFalse();
        assertThat(checked.document().at("/arrivals/0").has("sentAt")).isFalse();
        assertThat(checked.document().at("/matter").has("occurredAt")).isFalse();
        assertThat(checked.document().at("/complainant").has("birthDate")).isFalse();
        assertThat(checked.findings())
                .containsExactly(
                        Finding.of(Problem.DATE_IMPLAUSIBLE, "/sentAt"),
                        Finding.of(Problem.DATE_IMPLAUSIBLE, "/matter/occurredAt"),
                        Finding.of(Problem.FIELD_INVALID, "/complainant/birthDate"));
    }

    @Test
    void longTextIsCutAndNotRefused() {
        Candidate checked = check(d -> {
            matter(d).put("title", "长".repeat(498) + "😀😀");
            var emails = d.withObject("/complainant").putArray("emails");
            for (int i = 0; i < 30; i++) {
                emails.add("a" + i + "@example.org");
            }
        });

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.document().at("/matter/title").asText()).isEqualTo("长".repeat(498) + "…");
        assertThat(checked.document().at("/complainant/emails")).hasSize(20);
        assertThat(checked.findings())
                .containsExactlyInAnyOrder(
                        Finding.of(Problem.TEXT_CUT, "/matter/title"),
                        Finding.of(Problem.TEXT_CUT, "/complainant/emails"));
    }

    @Test
    void noCharacterIsCutInHalf() {
        assertThat(check(d -> matter(d).put("title", "长".repeat(498) + "😀长长"))
                        .document()
                        .at("/matter/title")
                        .asText())
                .isEqualTo("长".repeat(498) + "…");
        assertThat(check(d -> matter(d).put("title", "长".repeat(497) + "😀长长"))
                        .document()
                        .at("/matter/title")
                        .asText())
                .isEqualTo("长".repeat(497) + "😀…");
    }

    @Test
    void blanksBeforeATextAreLeftOutBeforeItIsCut() {
        Candidate fits = check(d -> matter(d).put("title", "  " + "长".repeat(500)));
        assertThat(fits.document().at("/matter/title").asText()).isEqualTo("长".repeat(500));
        assertThat(fits.findings()).containsExactly(Finding.of(Problem.TEXT_CUT, "/matter/title"));

        Candidate blankLed = check(d -> matter(d).put("title", " ".repeat(600) + "长".repeat(501)));
        assertThat(blankLed.document().at("/matter/title").asText()).isEqualTo("长".repeat(499) + "…");
    }

    @Test
    void textAndListOfExactlyTheMostPassAsTheyAre() {
        Candidate checked = check(d -> {
            matter(d).put("title", " " + "长".repeat(499));
            var emails = d.withObject("/complainant").putArray("emails");
            for (int i = 0; i < 20; i++) {
                emails.add("a" + i + "@example.org");
            }
        });

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.document().at("/matter/title").asText()).isEqualTo(" " + "长".repeat(499));
        assertThat(checked.document().at("/complainant/emails")).hasSize(20);
    }

    @Test
    void finding201IsLeftOutAndTheComplaintGoesOn() {
        Candidate before = candidate(d -> d.withObject("/complainant").put("sex", "5"));
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            many.add(Finding.of(Problem.DATE_UNREADABLE, "/field/" + i));
        }

        Candidate fits =
                CHECK.check(walk(before.withFindings(many))).candidates().get(0);
        assertThat(fits.isSound()).isTrue();
        assertThat(fits.document().path("findings")).hasSize(200);
        assertThat(fits.document().at("/findings/199/field").asText()).isEqualTo("/complainant/sex");

        many.add(Finding.of(Problem.DATE_UNREADABLE, "/field/199"));
        Candidate full =
                CHECK.check(walk(before.withFindings(many))).candidates().get(0);
        assertThat(full.isSound()).isTrue();
        assertThat(full.document().path("findings")).hasSize(200);
        assertThat(full.document().at("/findings/199/field").asText()).isEqualTo("/field/199");
        assertThat(full.document().at("/complainant").has("sex")).isFalse();

        many.add(Finding.of(Problem.DATE_UNREADABLE, "/field/200"));
        Candidate over =
                CHECK.check(walk(before.withFindings(many))).candidates().get(0);
        assertThat(over.isSound()).isTrue();
        assertThat(over.document().path("findings")).hasSize(200);
    }

    @Test
    void originsGoWithTheElementTheyAreOf() {
        Candidate checked = check(d -> {
            matter(d).putArray("categories").add("A1").add("Q9").add("B1");
            for (String field : List.of(
                    "/matter/categories/0",
                    "/matter/categories/1",
                    "/matter/categories/2",
                    "/matter/facts",
                    "/matter/title")) {
                d.withArray("provenance")
                        .addObject()
                        .put("field", field)
                        .put("receiptId", field.endsWith("/2") ? 22 : 1)
                        .put("kind", "copied");
            }
        });

        assertThat(checked.document().path("provenance").findValuesAsText("field"))
                .contains("/matter/categories/0", "/matter/categories/1", "/matter/facts")
                .doesNotContain("/matter/categories/2", "/matter/title");
        assertThat(checked.document().path("provenance"))
                .filteredOn(origin -> origin.path("field").asText().equals("/matter/categories/1"))
                .singleElement()
                .satisfies(
                        origin -> assertThat(origin.path("receiptId").asInt()).isEqualTo(22));
    }

    @Test
    void unknownFieldsWrongTypesAndMissingOnesStopTheComplaint() {
        assertStopped(check(d -> d.put("colour", "red")), Problem.FIELD_INVALID, "/colour");
        assertStopped(check(d -> matter(d).put("severity", "high")), Problem.FIELD_INVALID, "/matter/severity");
        assertStopped(check(d -> matter(d).put("severity", 4)), Problem.FIELD_INVALID, "/matter/severity");
        assertStopped(
                check(d -> d.putArray("externalIds").addObject().put("kind", "work-order")),
                Problem.FIELD_MISSING,
                "/externalIds/0/value");
        assertStopped(check(d -> d.remove("arrivals")), Problem.FIELD_MISSING, "/arrivals");
    }

    @Test
    void fieldNameMadeOfDataIsNotRepeated() {
        assertStopped(check(d -> d.put("测试甲 13800000001", "x")), Problem.FIELD_INVALID, "");
    }

    @Test
    void furtherFaultsAreAmongTheFindings() {
        Candidate checked = check(d -> d.put("colour", "red").put("size", 1));

        assertThat(checked.findings()).hasSize(1);
    }

    @Test
    void readsFindingsStandInTheDocumentToo() {
        Candidate before = candidate(d -> {}).withFindings(List.of(Finding.of(Problem.OCR_UNAVAILABLE, "/text")));

        Candidate checked = CHECK.check(walk(before)).candidates().get(0);

        assertThat(checked.findings()).hasSize(1);
        assertThat(checked.document().at("/findings/0/code").asText()).isEqualTo("RD-301");
    }

    @Test
    void missingSchemaIsAFaultAndFailsAsConfiguration() {
        ComplaintSchema none = new ComplaintSchema(Path.of("target/no-such.schema.json"));
        CheckStep step = new CheckStep(
                none,
                new StatusSchema(Path.of("mappings/status-event.schema.json")),
                new CodeLists(Path.of("mappings/code-lists")),
                SETTINGS,
                VALIDATOR);

        assertThat(none.faults()).hasSize(1);
        assertThatThrownBy(() -> step.check(walk(candidate(d -> {})))).hasMessageContaining("CH-203");
    }

    private static ObjectNode matter(ObjectNode document) {
        return document.withObject("/matter");
    }

    private static void assertStopped(Candidate candidate, Problem problem, String field) {
        assertThat(candidate.problem()).isEqualTo(problem);
        assertThat(candidate.field()).isEqualTo(field);
    }

    private static Candidate check(Consumer<ObjectNode> change) {
        return CHECK.check(walk(candidate(change))).candidates().get(0);
    }

    private static Candidate candidate(Consumer<ObjectNode> change) {
        try {
            ObjectNode document = (ObjectNode) CanonicalJson.MAPPER.readTree("""
                    {"schemaVersion": "1", "zone": "Asia/Shanghai", "channel": "visit",
                     "receivedAt": "2026-11-22T04:00:00Z",
                     "arrivals": [{"receiptId": 1, "channel": "desk", "sourceKey": "k",
                       "sha256": "%s", "receivedAt": "2026-11-22T04:00:00Z"}],
                     "complainant": {}, "matter": {"facts": "等候太久"}}""".formatted("0".repeat(64)));
            change.accept(document);
            return Candidate.found("k", CanonicalJson.MAPPER.createObjectNode(), List.of())
                    .with(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Walk walk(Candidate candidate) {
        Receipt receipt = new Receipt(
                1,
                "",
                "desk",
                "desk",
                "k",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                Map.of(),
                Content.of(new byte[0]));
        return Walk.of(receipt).with(List.of(candidate), Map.of());
    }
}
