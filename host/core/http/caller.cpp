#include "caller.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/beast/core/string.hpp>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

using boost::beast::iequals;

constexpr std::size_t longest_secret = 256, longest_agent = 200;

const char* cookie_name(bool secure) { return secure ? "__Host-vestibule" : "vestibule"; }

/// The value of that cookie in "a=1; b=2"; empty if it is not there.
std::string_view cookie_in(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const auto semicolon = cookies.find(';');
    std::string_view one = cookies.substr(0, semicolon);
    cookies.remove_prefix(semicolon == cookies.npos ? cookies.size() : semicolon + 1);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') return one.substr(name.size() + 1);
  }
  return {};
}

std::string_view bearer_in(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  return iequals(authorization.substr(0, scheme.size()), scheme) ? authorization.substr(scheme.size()) : std::string_view{};
}

/// A secret that is too long is none of ours: it stands for one that no session has.
Private<std::string> secret_of(std::string_view text) {
  return Private<std::string>(text.size() > longest_secret ? std::string("?") : std::string(text));
}

std::string agent_of(const Request& request) {
  const auto* agent = find(request.headers, "User-Agent");
  std::string visible = agent ? agent->substr(0, longest_agent) : std::string{};
  std::erase_if(visible, [](char c) { return c < ' ' || c > '~'; });
  return visible;
}

std::string attributes(bool secure) { return fmt::format("; Path=/; HttpOnly; SameSite=Strict{}", secure ? "; Secure" : ""); }

}  // namespace

Came came_of(const Request& request, bool secure) {
  Came came{{{}, request.peer, agent_of(request)}};
  if (const auto* authorization = find(request.headers, "Authorization")) {
    came.caller.secret = secret_of(bearer_in(*authorization));
    if (!came.caller.secret.reveal().empty()) return came;
  }
  for (const auto& header : request.headers) {
    if (!iequals(header.name, "Cookie")) continue;
    came.caller.secret = secret_of(cookie_in(header.value, cookie_name(secure)));
    came.by_cookie = !came.caller.secret.reveal().empty();
    if (came.by_cookie) break;
  }
  return came;
}

std::string kept_cookie(const SessionOpened& opened, bool secure) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(opened.lasts).count();
  return fmt::format("{}={}; Max-Age={}{}", cookie_name(secure), opened.secret.reveal(), seconds, attributes(secure));
}

std::string gone_cookie(bool secure) { return fmt::format("{}=; Max-Age=0{}", cookie_name(secure), attributes(secure)); }

std::optional<Response> forged(const Request& request) {
  if (const auto* mark = find(request.headers, "X-Vestibule"); mark && *mark == "1") return std::nullopt;
  return problem(403, Code::denied, "a page that changes something sends the header X-Vestibule: 1");
}

}  // namespace vestibule::core::http
