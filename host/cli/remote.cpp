// vestibule do, ask: one command or query to the running host of this site.

#include <cstdio>

#include "commands.hpp"
#include "core/http/client.hpp"
#include "core/key_file.hpp"
#include "remote.hpp"
#include "site.hpp"
#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {
namespace {

/// "http://127.0.0.1:8080" or "https://..." as the client wants it.
Result<core::http::Client::Options> options_from(const Site& site, const std::string& url) {
  const auto scheme = url.find("://"), colon = url.rfind(':');
  if (scheme == url.npos || colon <= scheme) return fail(Code::internal, "'{}' holds no address of a host", site.address_file);
  core::http::Client::Options options;
  options.address = url.substr(scheme + 3, colon - scheme - 3);
  options.port = static_cast<std::uint16_t>(std::strtoul(url.c_str() + colon + 1, nullptr, 10));
  if (url.starts_with("https")) options.trusted_file = site.file->resolved(site.settings.http.certificate_file);
  return options;
}

int print(const Result<json::value>& answer) {
  if (!answer) return complain(fmt::format("{}: {}", name_of(answer.error().code), answer.error().message));
  std::puts(json::serialize(*answer).c_str());
  return 0;
}

template <class Call>
int with_host(const std::string& settings, const std::string& body, Call call) {
  const auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  const auto parsed = parse_json(body);
  if (!parsed) return complain(fmt::format("the request is {}", parsed.error().message));
  auto client = client_of(*site);
  if (!client) return complain(client.error().message);
  return print(call(**client, *parsed));
}

}  // namespace

Result<std::unique_ptr<core::http::Client>> client_of(const Site& site) {
  const auto url = core::read_file(site.address_file);
  if (!url) return fail(Code::unavailable, "no host has served this site yet: '{}' does not exist", site.address_file);
  VESTIBULE_TRY(auto options, options_from(site, url->substr(0, url->find('\n'))));
  // Who may not read the key asks as whoever the house takes them for.
  if (const auto key = core::read_key(site.operator_key, core::operators_key, operator_key_bytes)) options.bearer = core::to_hex(*key);
  return std::make_unique<core::http::Client>(std::move(options));
}

int complain(const std::string& message) {
  std::fprintf(stderr, "vestibule: %s\n", message.c_str());
  return 1;
}

int do_command(const std::string& settings, const std::string& name, const std::string& body, const std::string& request_id) {
  return with_host(settings, body, [&](core::http::Client& client, const json::value& request) {
    link::SystemRandom random;
    return client.post(name, request_id.empty() ? link::new_request_id(random.stream("cli")) : request_id, request);
  });
}

int ask_query(const std::string& settings, const std::string& name, const std::string& body) {
  return with_host(settings, body, [&](core::http::Client& client, const json::value& request) { return client.get(name, request); });
}

}  // namespace vestibule::cli
