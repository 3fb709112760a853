package org.onestophub.operate.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.pipeline.check.CheckProperties;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.pipeline.map.FolderOutboundMappings;
import org.onestophub.pipeline.map.MappingProperties;
import org.onestophub.pipeline.read.ReaderSet;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.SidecarPageText;
import org.onestophub.problem.ProblemException;
import org.springframework.util.unit.DataSize;

/**
 * Runs golden samples. Hospital, zone and phone rules are those the samples were written for, whatever the settings of
 * this hub are; recognised text stands beside a scan, so that Tesseract and its version do not matter.
 */
public final class GoldenSamples {

    /** Whose hub the answers are those of; the number is one of those published as specimens. */
    public static final HubProperties HUB = new HubProperties(
            Path.of("."),
            Path.of("."),
            ZoneId.of("Asia/Shanghai"),
            new HubProperties.Institution("91350100M000100Y43", "测试医院"));

    private static final CheckProperties CHECK =
            new CheckProperties(List.of("9", "0"), "021", List.of("anonymous", "unavailable", "匿名"));
    private static final ReadProperties READ = new ReadProperties(
            new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(1), 20, 150, 70),
            new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(1), 1, DataSize.ofMegabytes(256)));
    /** Messages about patients were written for this moment of arrival. */
    private static final Instant ADT_ARRIVAL = Instant.parse("2026-09-18T10:00:00Z");

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final SidecarPageText pageText = new SidecarPageText();
    private final ReaderSet readers;
    private final Path configDir;
    private final MappingDryRun trial;
    private final OutboundMappings outbound;

    /** The samples of a configuration folder; {@code scratch} is a folder for short-lived files, emptied now. */
    public GoldenSamples(Path configDir, Path scratch, Clock clock) {
        this.configDir = configDir;
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        FolderMappings mappings = new FolderMappings(configDir.resolve("mappings"), lists);
        Registers registers = new Registers(configDir, lists);
        this.readers = ReaderSet.with(HUB, READ, pageText, new ReadScratch(scratch), clock, mappings, registers, lists);
        this.trial = FolderDryRun.in(configDir, HUB, CHECK, VALIDATOR, readers);
        this.outbound = new FolderOutboundMappings(
                configDir.resolve("mappings"),
                new CodeLists(configDir.resolve("mappings/code-lists")),
                new MappingProperties("key of the pseudonyms in samples"));
    }

    /** What the samples of one mapping show. */
    public synchronized SampleReport of(String mapping) {
        int green = 0;
        List<SampleReport.Red> red = new ArrayList<>();
        for (SampleFile sample : SampleFile.of(configDir, mapping)) {
            Optional<SampleReport.Red> fault = judge(sample);
            fault.ifPresent(red::add);
            green += fault.isEmpty() ? 1 : 0;
        }
        return new SampleReport(mapping, green, List.copyOf(red));
    }

    /** The trial of one sample. */
    public synchronized MappingDryRun.Result run(SampleFile sample) {
        pageText.open(sample.input());
        return trial.run(sample.receipt());
    }

    /** The trial of any receipt under the settings of the samples. */
    public synchronized MappingDryRun.Result run(Receipt receipt) {
        return trial.run(receipt);
    }

    /** Where the fields of the first thing of a sample came from; empty if there is none. */
    synchronized Optional<FieldOrigins> origins(SampleFile sample) {
        pageText.open(sample.input());
        return trial.origins(sample.receipt(), 0);
    }

    /** Where the fields of the first thing of a receipt came from; empty if there is none. */
    synchronized Optional<FieldOrigins> origins(Receipt receipt) {
        return trial.origins(receipt, 0);
    }

    private Optional<SampleReport.Red> judge(SampleFile sample) {
        try {
            return compared(sample, answer(sample));
        } catch (ProblemException e) {
            return red(sample, e.field(), e.problem().code());
        } catch (UncheckedIOException | DateTimeException e) {
            return red(sample, "", "a file of the sample cannot be read");
        }
    }

    private static Optional<SampleReport.Red> compared(SampleFile sample, JsonNode answer) {
        boolean rejected = SampleAnswer.isRejection(answer);
        Path right = sample.beside(rejected ? ".rejected.json" : ".expected.json");
        if (!Files.exists(right)) {
            boolean hasOther = Files.exists(sample.beside(rejected ? ".expected.json" : ".rejected.json"));
            String verdict = rejected ? "rejected " + answer.path("code").asText() : "accepted";
            return red(sample, "", hasOther ? verdict + ", against the answer beside it" : "no answer beside it");
        }
        JsonNode expected = SampleFile.json(right);
        return JsonDifference.first(expected, answer).flatMap(field -> red(sample, field, "differs"));
    }

    /** The readers that read the samples. */
    ReaderSet readers() {
        return readers;
    }

    /** What would stand beside the sample. */
    JsonNode answer(SampleFile sample) {
        JsonNode answer;
        if (outbound.knows(sample.mapping())) {
            answer = outbound.shape(sample.mapping(), SampleFile.json(sample.input()));
        } else {
            answer = sample.input().toString().endsWith(".hl7") ? admissions(sample) : SampleAnswer.of(run(sample));
        }
        try {
            // numbers as a file holds them
            return CanonicalJson.MAPPER.readTree(CanonicalJson.MAPPER.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode admissions(SampleFile sample) {
        Receipt sent = sample.receipt();
        Receipt receipt = new Receipt(
                1, "", sent.channel(), sent.mapping(), "k", sent.sha256(), ADT_ARRIVAL, Map.of(), sent.content());
        try {
            ArrayNode facts = JsonNodeFactory.instance.arrayNode();
            for (Admission admission : readers.admissions().admissionsIn(receipt)) {
                facts.add(CanonicalJson.MAPPER.valueToTree(admission));
            }
            return facts;
        } catch (ProblemException e) {
            return SampleAnswer.rejection(e.problem(), e.field());
        }
    }

    private static Optional<SampleReport.Red> red(SampleFile sample, String field, String what) {
        return Optional.of(new SampleReport.Red(sample.input().getFileName().toString(), field, what));
    }
}
