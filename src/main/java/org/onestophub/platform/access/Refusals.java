package org.onestophub.platform.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Refusals given before a controller is reached, in the one form of all errors. */
@Component
public class Refusals {

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    /** 401, AC-101. */
    void keyMissing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(request, response, Problem.KEY_MISSING);
    }

    /** 403, AC-102. */
    void roleMissing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, Problem.ROLE_MISSING);
    }

    /** The status the server has chosen, AC-109 if the request is no HTTP. */
    public void ofServer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, HttpProblems.ofServer(response.getStatus()));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request, response, ProblemBody.of(problem, ""));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ProblemBody problem)
            throws IOException {
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        byte[] body = json.writeValueAsBytes(problem.in(language));
        response.setStatus(problem.status());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
