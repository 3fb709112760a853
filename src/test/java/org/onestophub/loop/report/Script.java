package org.onestophub.loop.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.record.RecordStep;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

/** Plays a script into RECORD and the status book of a hub without web server. */
final class Script implements AutoCloseable {

    private static final Instant LATER = Instant.parse("2026-11-20T00:00:00Z");
    private static final int LIST = 200;

    final CaseRig rig;
    private final Map<String, Long> ids = new TreeMap<>();
    private final Map<String, String> numbers = new TreeMap<>();
    private int events;
    private List<Told> played = List.of();

    Script(Path home) {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.with(ReportProperties.class, new ReportProperties("", ""))
                        .rooms(
                                "complaint.list.Registers",
                                "loop.register.EntryTable",
                                "loop.register.EntryProofs",
                                "loop.register.RegisterFacts",
                                "loop.report.ReportDefinitions",
                                "loop.fact.FactReader",
                                "loop.report.ReportNumbers",
                                "loop.report.ReportTable",
                                "loop.report.ReportDesk"));
    }

    /** Records the complaints in lists, then all that happened to them. */
    void play(List<Told> script) {
        played = script;
        for (int from = 0; from < script.size(); from += LIST) {
            List<Walk> walks = new ArrayList<>();
            for (Told one : script.subList(from, Math.min(script.size(), from + LIST))) {
                walks.add(rig.walk(rig.receipt(), CaseRig.thing("T" + one.id(), document(one))));
            }
            rig.get(RecordStep.class).record(walks);
        }
        rig.jdbc()
                .sql("select id, number, document->'matter'->>'facts' from complaint")
                .query(row -> {
                    ids.put(row.getString(3), row.getLong(1));
                    numbers.put(row.getString(3), row.getString(2));
                });
        for (Told one : script) {
            rig.get(TransactionTemplate.class).executeWithoutResult(status -> happen(one));
        }
    }

    /** A case of the same institution that stands for itself. */
    private String survivorOf(Told one) {
        return numberOf(played.stream()
                .filter(other -> other.institution().equals(one.institution())
                        && !other.end().equals("merged"))
                .findFirst()
                .orElseThrow());
    }

    String numberOf(Told one) {
        return numbers.get("T" + one.id());
    }

    long idOf(Told one) {
        return ids.get("T" + one.id());
    }

    private static ObjectNode document(Told one) {
        ObjectNode document = CaseRig.document("T" + one.id());
        document.put("channel", one.channel()).put("receivedAt", received(one).toString());
        document.putObject("institution").put("uscc", one.institution()).put("name", nameOf(one.institution()));
        ObjectNode matter = (ObjectNode) document.get("matter");
        matter.put("type", one.type());
        one.categories().forEach(matter.putArray("categories")::add);
        var departments = matter.putArray("departments");
        one.departments().forEach(code -> departments.addObject().put("code", code));
        if (one.isToldAtOnce()) {
            document.set("reception", doneAtOnce(one));
        }
        ObjectNode flags = document.putObject("flags");
        one.flags().forEach(flag -> flags.put(flag, true));
        return document;
    }

    private static ObjectNode doneAtOnce(Told one) {
        ObjectNode done = CanonicalJson.MAPPER.createObjectNode();
        one.tracks().forEach(track -> done.put("track", track));
        one.changedAtOnce().forEach(done.putArray("changedAtOnce")::add);
        var helpers = done.putArray("helpers");
        one.helpers().forEach(kind -> helpers.addObject().put("kind", kind).put("name", "X"));
        return done;
    }

    static String nameOf(String institution) {
        return institution.equals(Told.FIRST) ? "甲测试医院" : "乙测试医院";
    }

    /** Shortly after midnight in China, which is the day before in Greenwich. */
    private static Instant received(Told one) {
        return one.day().atTime(0, 30).toInstant(ZoneOffset.ofHours(8));
    }

    private void happen(Told one) {
        Instant start = received(one);
        if (one.disputedLater()) {
            note(one, "dispute", start.plus(Duration.ofMinutes(30)), "{}");
        }
        if (!one.isToldAtOnce()) {
            note(one, "changed-at-once", start.plus(Duration.ofMinutes(2)), JsonText.of(doneAtOnce(one)));
        }
        if (one.coreSystem() != null) {
            note(
                    one,
                    "department-opinion",
                    start.plus(Duration.ofHours(1)),
                    "{'coreSystems':['" + one.coreSystem() + "']}");
        }
        String result = one.result() == null ? "{}" : "{'result':'" + one.result() + "'}";
        switch (one.end()) {
            case "closed", "reopened" -> note(one, "closed", start.plus(Duration.ofHours(2)), result);
            case "late" -> note(one, "closed", start.plus(Duration.ofDays(40)), result);
            case "on-spot" -> note(one, "solved-on-spot", start.plus(Duration.ofMinutes(5)), "{}");
            case "not-handled" ->
                note(
                        one,
                        "not-handled",
                        start.plus(Duration.ofHours(2)),
                        "{'reason':'other','explanation':'x','explainedAt':'2026-09-01T00:00:00Z'}");
            case "withdrawn" -> note(one, "withdrawn", start.plus(Duration.ofHours(2)), "{}");
            case "merged" ->
                note(
                        one,
                        "merged",
                        start.plus(Duration.ofHours(2)),
                        "{'others':[{'kind':'receipt-number','value':'" + survivorOf(one) + "'}]}");
            default -> {
                // nothing happened
            }
        }
        if (one.end().equals("reopened")) {
            note(one, "reopened", start.plus(Duration.ofDays(1)), "{'explanation':'x'}");
        }
        Instant after = start.plus(Duration.ofDays(41));
        if (one.forum() != null && !one.forum().equals("negotiation")) {
            note(one, "forum-opened", after, "{'forum':'" + one.forum() + "'}");
            if (one.settled()) {
                note(one, "settled", after.plusSeconds(60), "{}");
            } else if (one.forum().equals("people-mediation")) {
                note(one, "forum-closed", after.plusSeconds(60), "{'forum':'people-mediation'}");
            }
        } else if (one.settled()) {
            note(one, "settled", after, "{}");
        }
        if (one.forum() != null) {
            // what is impossible does not count: nothing was asked for that could be granted
            note(one, "extension-granted", after.plusSeconds(90), "{'amount':99}");
        }
        if (one.paid() > 0 || "negotiation".equals(one.forum())) {
            note(
                    one,
                    "compensated",
                    after.plusSeconds(120),
                    "{'forum':'" + one.forum() + "','amount':" + one.paid() + "}");
        }
        if (one.satisfaction() != null) {
            note(
                    one,
                    "called-back",
                    after.plusSeconds(180),
                    "{'satisfaction':{'outcome':'" + one.satisfaction() + "'}}");
        }
        if (one.rectified()) {
            note(one, "rectified", after.plusSeconds(240), "{}");
        }
        if (one.isSealed()) {
            String seal = "{'seal':{'kind':'record','number':'S" + one.id() + "','what':'x','holder':' 医务处 '}}";
            note(one, "sealed", start.plus(Duration.ofHours(3)), seal);
            if (one.isOpenedLater()) {
                note(one, "unsealed", start.plus(Duration.ofDays(50)), seal);
            }
        }
        if (one.isOfPolice()) {
            note(one, "police", start.plus(Duration.ofHours(4)), "{'reference':'P" + one.id() + "'}");
        }
        if (one.isClue()) {
            note(one, "clue-handed-over", start.plus(Duration.ofDays(9)), "{'to':{'name':'某某'}}");
        }
        rig.get(CaseStatuses.class).deriveAll(List.of(idOf(one)), LATER);
        rig.get(CaseFacts.class).write(List.of(idOf(one)));
    }

    private void note(Told one, String type, Instant at, String more) {
        ObjectNode event = JsonText.objectOf(more.replace('\'', '"'));
        event.put("schemaVersion", "1")
                .put("source", "test")
                .put("eventId", "e" + events++)
                .put("type", type);
        event.put("occurredAt", at.toString()).put("receivedAt", at.toString());
        event.putObject("institution").put("uscc", one.institution());
        event.putArray("complaint").addObject().put("kind", "receipt-number").put("value", numberOf(one));
        StatusEvent status = CanonicalJson.MAPPER.convertValue(event, StatusEvent.class);
        rig.get(CaseStatuses.class).noteAll(List.of(new CaseStatuses.Said(status, null, 0)), LATER);
    }

    @Override
    public void close() {
        rig.close();
    }
}
