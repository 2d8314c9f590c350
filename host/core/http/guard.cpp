#include "guard.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/url/authority_view.hpp>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <boost/url/parse.hpp>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

using boost::beast::iequals;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
  return first == text.npos ? std::string_view{} : text.substr(first, last - first + 1);
}

/// What stands behind "http://" or "https://"; empty for anything else, such as "null".
std::string_view authority_of(std::string_view origin) {
  for (std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme)) return origin.substr(scheme.size());
  return {};
}

}  // namespace

bool Guard::ours(std::string_view host) const {
  const auto authority = boost::urls::parse_authority({host.data(), host.size()});
  if (!authority || authority->has_userinfo()) return false;
  switch (authority->host_type()) {
    case boost::urls::host_type::ipv4:
      if (authority->host_ipv4_address().is_loopback()) return true;
      break;
    case boost::urls::host_type::ipv6:
      if (authority->host_ipv6_address().is_loopback()) return true;
      break;
    default:
      break;
  }
  const std::string name = authority->host();
  return iequals(name, "localhost") ||
         std::any_of(hosts_.begin(), hosts_.end(), [&](const auto& one) { return iequals(one, name); });
}

std::optional<Response> Guard::refuse(const Request& request) const {
  const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const Header& header) { return iequals(header.name, "Host"); });
  if (hosts != 1) return problem(400, Code::invalid, "exactly one Host header is needed");
  const std::string& host = *find(request.headers, "Host");
  if (!ours(host))
    return problem(403, Code::denied, "this host is reached by its own names only, not by the one in the Host header");
  if (const auto* origin = find(request.headers, "Origin"); origin && !iequals(authority_of(*origin), host))
    return problem(403, Code::denied, "requests from another site's page are refused");
  if (const auto* site = find(request.headers, "Sec-Fetch-Site"); site && (*site == "cross-site" || *site == "same-site"))
    return problem(403, Code::denied, "requests from another site's page are refused");
  return std::nullopt;
}

bool is_json(std::string_view content_type) {
  const auto semicolon = content_type.find(';');
  if (!iequals(trimmed(content_type.substr(0, semicolon)), "application/json")) return false;
  if (semicolon == content_type.npos) return true;
  const auto parameter = trimmed(content_type.substr(semicolon + 1));
  return iequals(parameter, "charset=utf-8") || iequals(parameter, "charset=\"utf-8\"");
}

}  // namespace vestibule::core::http
