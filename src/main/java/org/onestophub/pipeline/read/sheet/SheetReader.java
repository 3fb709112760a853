package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Spreadsheets of work orders: XLSX, XLS, and text with separators. Each row of a table is a candidate under the number of
 * its order, so the sheet of the next day repeats it, or adds to it. A row that is no sound order is held alone; a file
 * without the needed columns is held as a whole. See {@link SheetProfile} for what a mapping says.
 */
@Component
public class SheetReader implements FormatReader {

    /** Kind under which held rows that come again are counted. */
    private static final String HELD_BEFORE = "row-held-before";

    private final ZoneId zone;
    private final ReadScratch scratch;
    private final HeldRows held;

    /** A reader without a hub around it: it knows no earlier files. Times without a zone are in the zone of this hub. */
    public SheetReader(HubProperties hub, ReadScratch scratch) {
        this(hub, scratch, null);
    }

    /** A reader that knows which rows earlier files hold. */
    @Autowired
    public SheetReader(HubProperties hub, ReadScratch scratch, @Nullable CallLegs legs) {
        this.zone = hub.zone();
        this.scratch = scratch;
        this.held = new HeldRows(legs);
    }

    @Override
    public String format() {
        return "sheet";
    }

    /** The cell, as the view notes it. */
    @Override
    public Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        String field = pointer.substring(1);
        JsonNode transport = view.path("transport");
        JsonNode columns = transport.path("columns");
        String named = columns.has(field) || !field.endsWith("At") ? field : field.substring(0, field.length() - 2);
        if (!columns.has(named)) {
            return Optional.empty();
        }
        String sheet = transport.path("sheet").asText("");
        String cell = columns.path(named).asText() + transport.path("row").asText();
        return Optional.of(InputPlace.named(sheet.isEmpty() ? cell : sheet + "!" + cell));
    }

    @Override
    public void check(JsonNode options) {
        SheetProfile.of(options);
    }

    /**
     * {@inheritDoc}
     * RD-103 if it is damaged, RD-105 if it has a password, RD-107 beyond all bounds, RD-108 if it is empty, RD-110 if it
     * has an unknown column and the mapping demands that it is held, RD-140 if needed columns are missing, RD-146 if it is
     * of another kind, RD-201 for a bad profile.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode options) {
        return walk(receipt, table(receipt, receipt.content(), SheetProfile.of(options), ""));
    }

    /**
     * The table in a file.
     * @param place where the file is in its receipt; empty if it is the receipt
     */
    Table table(Receipt receipt, Content file, SheetProfile profile, String place) {
        SheetTable table = new SheetTable(receipt, profile, zone, place);
        new SheetFile(scratch, profile::knows).walk(file, table);
        List<Candidate> candidates =
                table.all().stream().map(SheetTable.Found::candidate).toList();
        return new Table(candidates, table.counted());
    }

    /**
     * What is in a file.
     *
     * @param candidates orders and what is held
     * @param counted what is no order, by kind
     */
    record Table(List<Candidate> candidates, Map<String, Long> counted) {}

    /** The walk with that table, without what an earlier input holds already. */
    Walk walk(Receipt receipt, Table table) {
        List<Candidate> now = held.withoutHeldBefore(receipt, table.candidates());
        Map<String, Long> counted = new TreeMap<>(table.counted());
        if (now.size() < table.candidates().size()) {
            counted.put(HELD_BEFORE, (long) table.candidates().size() - now.size());
        }
        return Walk.of(receipt).with(now, counted);
    }
}
