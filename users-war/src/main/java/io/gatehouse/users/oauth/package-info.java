/**
 * OAuth 2 for programs: clients that administrators register, the token endpoint (RFC 6749), token introspection
 * (RFC 7662), and the documents that say where all of it is (RFC 8414, OpenID Connect Discovery).
 */
@NullMarked
package io.gatehouse.users.oauth;

import org.jspecify.annotations.NullMarked;
