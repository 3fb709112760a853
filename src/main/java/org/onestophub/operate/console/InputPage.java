package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** An original input: what it says, what the hub made of it, and its bytes. */
@Controller
class InputPage {

    /** A frame without scripts, forms, links to the top and anything from elsewhere; only the styles of the text itself. */
    private static final String FRAME_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static final Map<String, byte[]> PICTURES = Map.of(
            MediaType.IMAGE_PNG_VALUE, new byte[] {(byte) 0x89, 'P', 'N', 'G'},
            MediaType.IMAGE_JPEG_VALUE, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            MediaType.IMAGE_GIF_VALUE, new byte[] {'G', 'I', 'F', '8'});

    private static final int LONGEST_PICTURE_MARK = 4;

    private final InputDesk desk;

    InputPage(InputDesk desk) {
        this.desk = desk;
    }

    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}")
    String page(@PathVariable("id") long id, Viewer viewer, HttpSession session, Model model) {
        String reason = Reasons.needed(session);
        InputDesk.Input input = desk.open(viewer, id, reason);
        model.addAttribute("reason", reason);
        model.addAttribute("detail", input.detail());
        model.addAttribute("receipt", input.detail().receipt());
        model.addAttribute("preview", input.preview());
        model.addAttribute("letter", InputDesk.isLetter(input.detail()));
        return "input";
    }

    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/origins")
    String origins(
            @PathVariable("id") long id,
            @RequestParam(name = "item", defaultValue = "0") int item,
            @RequestParam(name = "complaint", required = false) @Nullable String complaint,
            @RequestParam(name = "field", required = false) @Nullable String field,
            Viewer viewer,
            HttpSession session,
            Model model) {
        String reason = Reasons.needed(session);
        model.addAttribute("origins", desk.origins(viewer, id, item, complaint, field, reason));
        model.addAttribute("reason", reason);
        model.addAttribute("id", id);
        model.addAttribute("item", item);
        model.addAttribute("complaint", complaint);
        return "origins";
    }

    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/raw")
    void raw(@PathVariable("id") long id, Viewer viewer, HttpSession session, HttpServletResponse response) {
        send(desk.bytes(viewer, id, null, Reasons.needed(session)), "receipt-" + id + ".bin", response);
    }

    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/parts/{part}")
    void part(
            @PathVariable("id") long id,
            @PathVariable("part") String part,
            Viewer viewer,
            HttpSession session,
            HttpServletResponse response) {
        Content content = desk.bytes(viewer, id, part, Reasons.needed(session));
        send(content, "receipt-" + id + "-part-" + part + ".bin", response);
    }

    /** A part inside a frame: a picture if its bytes begin like one, else as HTML, which the frame cannot run. */
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/parts/{part}/view")
    void view(
            @PathVariable("id") long id,
            @PathVariable("part") String part,
            Viewer viewer,
            HttpSession session,
            HttpServletResponse response) {
        Content content = desk.bytes(viewer, id, part, Reasons.needed(session));
        response.setHeader("Content-Security-Policy", FRAME_POLICY);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(pictureType(content).orElse("text/html; charset=utf-8"));
        response.setContentLengthLong(content.size());
        copy(content, response);
    }

    private static Optional<String> pictureType(Content content) {
        byte[] first = new byte[LONGEST_PICTURE_MARK];
        try (InputStream in = content.open()) {
            first = in.readNBytes(LONGEST_PICTURE_MARK);
        } catch (IOException e) {
            return Optional.empty();
        }
        byte[] begin = first;
        return PICTURES.entrySet().stream()
                .filter(type -> begin.length >= type.getValue().length
                        && Arrays.equals(begin, 0, type.getValue().length, type.getValue(), 0, type.getValue().length))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Never shown by the browser as it is: the bytes are a stranger's. The name is ours, theirs may be a patient's. */
    private static void send(Content content, String name, HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(content.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        copy(content, response);
    }

    private static void copy(Content content, HttpServletResponse response) {
        try (InputStream in = content.open()) {
            in.transferTo(response.getOutputStream());
        } catch (IOException e) {
            // the person went away, or the file broke half-way; too late for another status
            HubLog.of("console")
                    .warn("bytes-cut-short", LogKey.FAULT, e.getClass().getName());
        }
    }

    /** For templates: whether a part may be shown in a frame. */
    static boolean isShown(@Nullable String mediaType) {
        return mediaType != null && (mediaType.equals("text/html") || PICTURES.containsKey(mediaType));
    }
}
