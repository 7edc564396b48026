package io.flowjay.cli.observe;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Who may read records and upload captures: whoever sends the token, as {@code Authorization: Bearer} (RFC 6750) or as a session of the
 * page. Without a token a loopback address is open to all, and any other address is closed. Only hashes are kept and compared, in constant time.
 */
final class Access {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;
    private final boolean open;
    private final Sessions sessions;

    /** What a request may do. */
    enum Answer {
        /** It may go on. */
        ALLOWED,
        /** It needs the token. */
        TOKEN_NEEDED,
        /** Nobody may, since no token is set. */
        NO_TOKEN_SET
    }

    /**
     * @param sessions those of the page
     */
    Access(Settings settings, Sessions sessions) {
        String set = settings.get(SettingCatalog.HTTP_TOKEN);
        token = set.isEmpty() ? null : hash(set);
        open = set.isEmpty() && Listening.onLoopback(settings);
        this.sessions = sessions;
    }

    /**
     * Decides about a request.
     *
     * @param authorization the header of that name; null without one
     * @param session the cookie of the page; null without one
     */
    Answer of(@Nullable String authorization, @Nullable String session) {
        if (open) {
            return Answer.ALLOWED;
        }
        if (token == null) {
            return Answer.NO_TOKEN_SET;
        }
        boolean bearer = authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && isToken(authorization.substring(SCHEME.length()).trim());
        return bearer || sessions.contains(session) ? Answer.ALLOWED : Answer.TOKEN_NEEDED;
    }

    /**
     * Begins a session of the page.
     *
     * @return its secret, for the cookie; null for another token than the one that is set
     */
    @Nullable
    String signIn(String given) {
        return isToken(given) ? sessions.begin() : null;
    }

    private boolean isToken(String given) {
        return token != null && MessageDigest.isEqual(hash(given), token);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
