#include "message.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>
#include <iterator>

namespace vestibule::core::http {
namespace {

// Answers are data for programs: never guessed at, framed, cached or shown as a page.
constexpr std::string_view always =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n";

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
  if (length) fmt::format_to(out, "Content-Length: {}\r\n", *length);
  for (const auto& header : response.headers) fmt::format_to(out, "{}: {}\r\n", header.name, header.value);
  head += always;
  if (connection == Connection::close) head += "Connection: close\r\n";
  head += "\r\n";
  return head;
}

}  // namespace vestibule::core::http
