#pragma once
// The second factor: six digits that change every half minute (RFC 6238: HMAC-SHA-1, 30 s, 6 digits).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/instant.hpp>

namespace vestibule::identity {

/// The half minute since 1970 that the wall clock is in. The one place where a proof hangs on the wall: authenticators know no other.
std::int64_t totp_step(Instant now);

/// "287082"; `digits` from 6 to 8.
std::string totp_code(std::string_view key, std::int64_t step, int digits = 6);

/// The step whose code was said: this one, the one before or the one after, and later than `last_step`. Nothing if it is none.
std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code, Instant now, std::int64_t last_step);

/// What authenticators read: "otpauth://totp/House:name?secret=...&issuer=House", with what is no letter or digit written as %XX.
std::string totp_address(const std::string& house, const std::string& name, const std::string& secret);

/// A text as a QR code: a row of '#' (dark) and '.' for each row of its squares. Empty if it is too long for one.
std::vector<std::string> qr_rows(const std::string& text);

}  // namespace vestibule::identity
