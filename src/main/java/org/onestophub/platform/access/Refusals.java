package org.onestophub.platform.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
    void keyMissing(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, Problem.KEY_MISSING);
    }

    /** 403, AC-102. */
    void roleMissing(HttpServletResponse response) throws IOException {
        write(response, Problem.ROLE_MISSING);
    }

    /** The status the server has chosen, AC-109 if the request is no HTTP. */
    public void ofServer(HttpServletResponse response) throws IOException {
        write(response, HttpProblems.ofServer(response.getStatus()));
    }

    private void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, ProblemBody.of(problem, ""));
    }

    private void write(HttpServletResponse response, ProblemBody problem) throws IOException {
        byte[] body = json.writeValueAsBytes(problem);
        response.setStatus(problem.status());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
