package org.onestophub.intake.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.NoSuchPropertyException;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Turns a claimed file into what RECEIVE takes. A file is known by its content, not by its name. */
@Component("fileItem")
public class FileItemStep {

    /** Files up to this size are handed on in memory, larger ones as a path; the ledger keeps the same size inline. */
    private static final long MOST_IN_MEMORY = 64 * 1024;

    /**
     * The file as an input. Transport: {@code fileName}, {@code fileSize} in bytes, {@code fileModifiedAt} (UTC, by the
     * clock of the machine that wrote it), {@code account}. A file above the connector's bound comes without its bytes and
     * asks RECEIVE to refuse it with RC-102.
     * @throws ProblemException RC-301 if the bytes cannot be read now
     */
    @Handler
    public Inbound item(Exchange exchange) throws NoSuchPropertyException {
        GenericFile<?> file = ExchangeHelper.getMandatoryProperty(exchange, "CamelFileExchangeFile", GenericFile.class);
        Map<String, String> transport = transportOf(exchange, file);
        if (exchange.getMessage().getBody() == null) {
            return tooLarge(file, transport);
        }
        Path path = pathOf(exchange, file);
        try {
            long size = Files.size(path);
            transport.put("fileSize", Long.toString(size));
            if (size <= MOST_IN_MEMORY) {
                byte[] bytes = Files.readAllBytes(path);
                return inbound(Content.of(bytes), Digest.sha256(bytes), transport);
            }
            return inbound(Content.of(path), digestOf(path), transport);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "file");
        }
    }

    private static Inbound inbound(Content content, String sha256, Map<String, String> transport) {
        String key = "sha256:" + sha256;
        return new Inbound(content, List.of(key), transport, Inbound.SameKey.KEEP_BOTH);
    }

    private static Inbound tooLarge(GenericFile<?> file, Map<String, String> transport) {
        String facts = transport.get("account") + "\n" + transport.get("fileName") + "\n" + file.getFileLength() + "\n"
                + file.getLastModified();
        transport.put(Inbound.REFUSE, Problem.TOO_LARGE.code());
        String key = "too-large:" + Digest.sha256(facts.getBytes(StandardCharsets.UTF_8));
        return new Inbound(Content.of(new byte[0]), List.of(key), transport, Inbound.SameKey.KEEP_BOTH);
    }

    private static Map<String, String> transportOf(Exchange exchange, GenericFile<?> file) {
        Map<String, String> transport = new HashMap<>();
        transport.put("fileName", exchange.getProperty(FileInbox.NAME, "", String.class));
        transport.put("fileSize", Long.toString(file.getFileLength()));
        transport.put("account", exchange.getProperty(FileInbox.ACCOUNT, "", String.class));
        if (file.getLastModified() > 0) {
            transport.put(
                    "fileModifiedAt",
                    Instant.ofEpochMilli(file.getLastModified()).toString());
        }
        return transport;
    }

    private static Path pathOf(Exchange exchange, GenericFile<?> file) {
        String downloaded = exchange.getMessage().getHeader("CamelFileLocalWorkPath", String.class);
        return Path.of(downloaded != null ? downloaded : file.getAbsoluteFilePath());
    }

    private static String digestOf(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Digest.sha256(in);
        }
    }
}
