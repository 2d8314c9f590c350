#include "message.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>
#include <iterator>

namespace vestibule::core::http {
namespace {

constexpr std::string_view always =
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n";

// Data is never guessed at, framed, cached or shown as a page.
constexpr std::string_view for_programs =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

// A page runs what is ours alone, speaks with nobody else, and is shown in no other's frame. It says itself how long it keeps.
constexpr std::string_view for_browsers =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
    "X-Frame-Options: DENY\r\n";

}  // namespace

const std::string* find(const std::vector<Header>& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const Header& header) { return boost::beast::iequals(header.name, name); });
  return found == headers.end() ? nullptr : &found->value;
}

std::string head_of(const Response& response, Connection connection, const std::size_t* length) {
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string head;
  head.reserve(512);
  const auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", response.status, std::string_view(reason.data(), reason.size()),
                 response.content_type);
  if (length && response.status != 304) fmt::format_to(out, "Content-Length: {}\r\n", *length);
  for (const auto& header : response.headers) fmt::format_to(out, "{}: {}\r\n", header.name, header.value);
  head += always;
  head += response.reader == Reader::browser ? for_browsers : for_programs;
  if (connection == Connection::close) head += "Connection: close\r\n";
  head += "\r\n";
  return head;
}

}  // namespace vestibule::core::http
