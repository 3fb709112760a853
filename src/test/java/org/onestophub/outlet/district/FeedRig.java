package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.onestophub.complaint.contract.FeedKeys;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.outlet.deliver.broker.FeedNumbers;
import org.onestophub.pipeline.map.FolderOutboundMappings;
import org.onestophub.pipeline.map.MappingProperties;
import org.onestophub.support.CaseRig;
import org.onestophub.support.LedgerSlice;
import org.springframework.util.unit.DataSize;

/** The district's room behind RECORD on a real database, with the mappings of this repository. */
final class FeedRig implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    /** Distinguishes events by their words. */
    static final String PROFILE = "district-with-abstract";

    static final DistrictProperties BOUNDS =
            new DistrictProperties(1, 5_000, DataSize.ofMegabytes(50), Duration.ofMinutes(5));

    final CaseRig cases;
    final FeedView view;

    FeedRig(Path home) {
        this(home, BOUNDS, shipped());
    }

    FeedRig(Path home, DistrictProperties bounds, OutboundMappings mappings) {
        cases = new CaseRig(home, slice -> districtOf(slice, bounds, mappings));
        view = cases.get(FeedViews.class).of("district");
    }

    static OutboundMappings shipped() {
        return new FolderOutboundMappings(
                Path.of("mappings"),
                new CodeLists(Path.of("mappings/code-lists")),
                new MappingProperties("a key for pseudonyms in tests"));
    }

    private static void districtOf(LedgerSlice slice, DistrictProperties bounds, OutboundMappings mappings) {
        FeedKeys keys = () -> new TreeMap<>(Map.of(
                "district", new FeedKeys.View(PROFILE, List.of()),
                "other", new FeedKeys.View(PROFILE, List.of("91350100M000100Y43")),
                "warned", new FeedKeys.View("district-with-warnings", List.of()),
                "warned-other", new FeedKeys.View("district-with-warnings", List.of("91350100M000100Y43"))));
        slice.with(FeedKeys.class, keys)
                .with(OutboundMappings.class, mappings)
                .with(DistrictProperties.class, bounds)
                .rooms(
                        "complaint.EventEnvelope",
                        "outlet.deliver.broker.Outbox",
                        "outlet.district.FeedLedger",
                        "outlet.district.FeedViews",
                        "outlet.district.FeedCursors",
                        "outlet.district.FeedEvents",
                        "outlet.district.FeedConsumerTable",
                        "outlet.district.Feed",
                        "outlet.district.FeedLongPoll",
                        "outlet.district.Snapshots",
                        "outlet.district.Reconciliation",
                        "outlet.district.RejectedEvents");
    }

    Feed feed() {
        return cases.get(Feed.class);
    }

    FeedView view(String key) {
        return cases.get(FeedViews.class).of(key);
    }

    void number() {
        FeedNumbers.give(cases);
    }

    Feed.Page page(String cursor, int limit) {
        return feed().after(feed().numberOf(cursor, view), view, limit);
    }

    /** What the hub itself says every complaint's state is: number and revision. */
    Map<String, Integer> truth() {
        Map<String, Integer> truth = new TreeMap<>();
        cases.jdbc()
                .sql("select number, revision from complaint")
                .query((row, index) -> truth.put(row.getString(1), row.getInt(2)))
                .list();
        return truth;
    }

    /** Lines of a snapshot, the head first. */
    static List<ObjectNode> linesOf(Path file) {
        List<ObjectNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add((ObjectNode) JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    @Override
    public void close() {
        cases.close();
    }
}
