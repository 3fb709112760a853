package org.onestophub.pipeline.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.AdmissionReader;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.calls.CsvReader;
import org.onestophub.pipeline.read.feed.FeedEntryReader;
import org.onestophub.pipeline.read.form.FormReader;
import org.onestophub.pipeline.read.form.JsonLinesReader;
import org.onestophub.pipeline.read.form.JsonReader;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.pipeline.read.hl7.Hl7AdtReader;
import org.onestophub.pipeline.read.mail.MimeReader;
import org.onestophub.pipeline.read.scan.DecoderProcess;
import org.onestophub.pipeline.read.scan.LetterPagesReader;
import org.onestophub.pipeline.read.scan.PageText;
import org.onestophub.pipeline.read.scan.ScanReader;
import org.onestophub.pipeline.read.sheet.RegisterReader;
import org.onestophub.pipeline.read.sheet.SheetMailReader;
import org.onestophub.pipeline.read.sheet.SheetReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The readers of this room for trial runs of mappings, also without a running hub. */
public final class ReaderSet {

    private final Map<String, FormatReader> readers;

    /** These readers. */
    public ReaderSet(List<FormatReader> readers) {
        this.readers =
                readers.stream().collect(Collectors.toUnmodifiableMap(FormatReader::format, Function.identity()));
    }

    /** All readers, created without Spring. */
    public static ReaderSet with(
            HubProperties hub,
            ReadProperties properties,
            PageText pageText,
            ReadScratch scratch,
            Clock clock,
            Mappings mappings,
            Registers registers,
            CodeLists lists) {
        ScanReader scan = new ScanReader(properties, pageText, scratch, new DecoderProcess(properties, scratch), clock);
        MimeReader mime = new MimeReader();
        SheetReader sheet = new SheetReader(hub, scratch);
        return new ReaderSet(List.of(
                new CsvReader(hub),
                new FeedEntryReader(hub),
                new FormReader(hub),
                new Hl7AdtReader(hub, mappings),
                new JsonReader(hub),
                new JsonLinesReader(hub),
                new LetterPagesReader(scan, scratch),
                mime,
                scan,
                sheet,
                new SheetMailReader(sheet, mime, mappings),
                new RegisterReader(hub, scratch, registers, lists)));
    }

    /** Names of the formats. */
    public Set<String> formats() {
        return readers.keySet();
    }

    /**
     * Judges the options of a mapping with that reader.
     * @throws ProblemException RD-201 with the option at fault
     */
    void check(String reader, JsonNode profile) {
        FormatReader known = readers.get(reader);
        if (known != null) {
            known.check(profile);
        }
    }

    /**
     * What is in the receipt, read as the mapping says.
     * @throws ProblemException RD-…
     */
    public Walk read(Receipt receipt, Mapping mapping) {
        return readerOf(mapping).read(receipt, mapping.profile()).under(mapping);
    }

    /**
     * The receipt's bytes with every text replaced.
     * @throws ProblemException MP-101 if that cannot be done reliably, RD-… if it cannot be read
     */
    public byte[] rewritten(Receipt receipt, Mapping mapping, TextReplacement texts) {
        return readerOf(mapping).rewritten(receipt, mapping.profile(), texts);
    }

    /** The bytes as a text for people; empty if the format is no text. */
    public Optional<String> text(Mapping mapping, byte[] bytes) {
        return readerOf(mapping).text(bytes);
    }

    /** Words that belong to the mapping's format. */
    public String ownWords(Mapping mapping) {
        return readerOf(mapping).ownWords();
    }

    private FormatReader readerOf(Mapping mapping) {
        FormatReader reader = readers.get(mapping.reader());
        if (reader == null) {
            throw new ProblemException(Problem.PROFILE_INVALID, "reader");
        }
        return reader;
    }

    /** The one that reads messages about patients. */
    public AdmissionReader admissions() {
        return readers.values().stream()
                .filter(AdmissionReader.class::isInstance)
                .map(AdmissionReader.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
