package org.onestophub.pipeline.read.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Reads an XML document of a workbook event by event. Namespaces and prefixes do not matter, local names do. */
final class XmlPart {

    private static final int MAX_DEPTH = 64;

    private XmlPart() {}

    /** Sees what the document holds. */
    interface Handler {

        /** An element begins; {@code attributes} is only good now. */
        void begin(String name, Attributes attributes);

        /** Text, maybe one piece of several. */
        default void text(String text) {}

        /** An element ends. */
        default void end(String name) {}
    }

    /** Attributes of an element by their local names. */
    interface Attributes {

        /** The value, null if there is no such attribute. */
        @Nullable
        String of(String name);
    }

    /**
     * Reads a document of at most {@code most} characters and gives how many it has.
     * @throws ProblemException RD-103 if it is no XML or has a document type, RD-107 if it goes beyond a bound
     */
    static long read(InputStream in, long most, Handler handler) throws IOException {
        // the parser of the platform, not one that a library brings along
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (XmlBounds text = new XmlBounds(decoded(in), most)) {
            XMLStreamReader reader = factory.createXMLStreamReader(text);
            int depth = 0;
            while (reader.hasNext()) {
                int kind = reader.next();
                depth += kind == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= kind == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (depth > MAX_DEPTH) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "xml");
                }
                event(kind, reader, handler);
            }
            return text.total();
        } catch (XMLStreamException e) {
            throw new ProblemException(Problem.CORRUPT, "xml");
        }
    }

    private static void event(int kind, XMLStreamReader reader, Handler handler) {
        switch (kind) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new ProblemException(Problem.CORRUPT, "xml");
            case XMLStreamConstants.START_ELEMENT ->
                handler.begin(reader.getLocalName(), name -> attribute(reader, name));
            case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                handler.text(reader.getText());
            default -> {}
        }
    }

    private static @Nullable String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Workbooks are in UTF-8 or UTF-16. Source: ECMA-376 part 2, 8.1. */
    private static Reader decoded(InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, 64 * 1024);
        bytes.mark(4);
        byte[] start = bytes.readNBytes(3);
        bytes.reset();
        int first = start.length > 0 ? start[0] & 0xFF : 0;
        int second = start.length > 1 ? start[1] & 0xFF : 0;
        Charset charset = StandardCharsets.UTF_8;
        if (first == 0xFE || first == 0 && second == '<') {
            charset = StandardCharsets.UTF_16BE;
        } else if (first == 0xFF || first == '<' && second == 0) {
            charset = StandardCharsets.UTF_16LE;
        }
        int mark = first == 0xEF && second == 0xBB ? 3 : first == 0xFE || first == 0xFF ? 2 : 0;
        bytes.skipNBytes(mark);
        return new InputStreamReader(bytes, charset);
    }
}
