package org.onestophub.operate.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 信件: a page of a letter beside the text that was found in it. */
@Controller
class LetterPage {

    private final InputDesk desk;

    LetterPage(InputDesk desk) {
        this.desk = desk;
    }

    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/pages/{page}")
    String page(
            @PathVariable("id") long id,
            @PathVariable("page") int page,
            Viewer viewer,
            HttpSession session,
            Model model) {
        String reason = Reasons.needed(session);
        JsonNode letter = desk.letter(viewer, id, reason);
        int pages = letter.path("pages").asInt();
        if (page < 1 || page > pages) {
            throw new ProblemException(Problem.NOT_FOUND, "page");
        }
        model.addAttribute("reason", reason);
        model.addAttribute("id", id);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("text", letter.path("text").asText());
        model.addAttribute("about", About.of(letter.path("eachPage").path(page - 1)));
        return "letter";
    }

    /** The page as a picture that the hub drew itself; never bytes of the sender. */
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping("/console/inputs/{id}/pages/{page}/picture")
    void picture(
            @PathVariable("id") long id,
            @PathVariable("page") int page,
            Viewer viewer,
            HttpSession session,
            HttpServletResponse response) {
        byte[] png = desk.picture(viewer, id, page, Reasons.needed(session));
        response.setContentType(MediaType.IMAGE_PNG_VALUE);
        response.setContentLength(png.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        try {
            response.getOutputStream().write(png);
        } catch (IOException e) {
            // the person went away
            HubLog.of("console")
                    .warn("bytes-cut-short", LogKey.FAULT, e.getClass().getName());
        }
    }

    /**
     * What READ said of a page.
     *
     * @param from where its text is from: textLayer, ocr or none
     * @param confidence mean confidence of recognition, 0–100; 0 if nothing was recognised
     * @param doubtful true if nobody should take the text for what the page says
     * @param turned degrees by which it was turned before it was recognised
     */
    record About(String from, int confidence, boolean doubtful, int turned) {

        static About of(JsonNode page) {
            return new About(
                    page.path("textFrom").asText("none"),
                    page.path("ocrConfidence").asInt(),
                    page.path("doubtful").asBoolean(),
                    page.path("turnedByText").asInt());
        }
    }
}
