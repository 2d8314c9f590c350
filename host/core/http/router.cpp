#include "router.hpp"

#include <algorithm>
#include <boost/url/params_view.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <optional>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

constexpr std::string_view api_root = "/api/v1/";
constexpr const char* nowhere = "nowhere";  // the metrics' word for what leads nowhere: its variety is not ours to bound

Reply refusal(Response response, std::string route = nowhere) { return {std::move(response), std::move(route), nullptr}; }

Reply no_such_way(std::string allowed, std::string route) {
  auto response = problem(405, Code::invalid, "this address takes " + allowed + " only");
  response.headers.push_back({"Allow", std::move(allowed)});
  return refusal(std::move(response), std::move(route));
}

/// Whether the request was made at the machine itself, as far as its address says.
bool at_the_machine(const Request& request) {
  return request.peer.starts_with("127.") || request.peer.starts_with("::ffff:127.") || request.peer == "::1";
}

/// A refusal by the house: 401 if it might let in whoever signs in.
Response refusal_of(const Error& error, bool sign_in) {
  if (!sign_in) return problem(error);
  auto response = problem(401, error.code, error.message);
  response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

struct Target {
  std::string path;
  Parameters parameters;
};

std::optional<Target> target_of(const Request& request) {
  const auto url = boost::urls::parse_origin_form(request.target);
  if (!url) return std::nullopt;
  Target target{url->path(), {}};
  for (const auto& parameter : url->params()) target.parameters.emplace_back(parameter.key, parameter.value);
  return target;
}

/// The caller's request id; empty if there is none. It goes back in a header, so nothing else than visible ASCII.
Result<std::string> request_id_of(const Request& request) {
  const auto* id = find(request.headers, "Idempotency-Key");
  if (!id) id = find(request.headers, "Request-Id");
  if (!id) return std::string{};
  const bool visible = std::all_of(id->begin(), id->end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (id->empty() || id->size() > 64 || !visible) return fail(Code::invalid, "a request id is 1 to 64 visible ASCII characters");
  return *id;
}

tl::expected<json::value, Response> json_in(const Request& request) {
  const auto* type = find(request.headers, "Content-Type");
  if (!type || !is_json(*type))
    return tl::unexpected(problem(415, Code::invalid, "the body must be JSON: Content-Type: application/json"));
  auto body = parse_json(request.body);
  if (!body) return tl::unexpected(problem(body.error()));
  return *std::move(body);
}

}  // namespace

Router::Router(Api& api, Seams seams)
    : api_(api), seams_(std::move(seams)), guard_(seams_.hosts), feed_(std::make_shared<Feed>(api, seams_.hop, seams_.feed)) {}

void Router::handle(const Request& request, Then then) {
  if (auto refused = guard_.refuse(request)) return then(refusal(*std::move(refused)));
  const auto target = target_of(request);
  if (!target) return then(refusal(problem(400, Code::invalid, "the request target is no path with a query")));
  if (target->path.starts_with(api_root))
    return handle_api(request, target->path.substr(api_root.size()), target->parameters, std::move(then));
  if (target->path == "/metrics") return metrics(request, std::move(then));
  if (target->path == "/healthz") return health(request, std::move(then));
  page(request, target->path, std::move(then));
}

void Router::guarded(Caller caller, Route route, std::string counted, Then then, std::function<void(Then)> give) const {
  api_.may(std::move(caller), route,
           [hop = seams_.hop, counted = std::move(counted), then = std::move(then), give = std::move(give)](Answered<void> may) {
             hop([counted, then, give, may = std::move(may)] {
               if (!may.result) return then(refusal(refusal_of(may.result.error(), may.sign_in), counted));
               give(then);
             });
           });
}

void Router::metrics(const Request& request, Then then) {
  if (!reads(request)) return then(no_such_way("GET, HEAD", "metrics"));
  guarded(came_of(request, seams_.secure).caller, at_the_machine(request) ? metrics_here : metrics_from_afar, "metrics", std::move(then), [this](const Then& give) {
    give({{200, {}, "text/plain; version=0.0.4; charset=utf-8", seams_.metrics()}, "metrics", nullptr});
  });
}

void Router::page(const Request& request, const std::string& path, Then then) const {
  const auto shelf = api_.pages();
  auto found = shelf ? shelf->give(request, path) : std::nullopt;
  if (!found) return then(refusal(problem(404, Code::not_found, "nothing is here; commands and queries are under /api/v1/")));
  if (!reads(request)) return then(no_such_way("GET, HEAD", "page"));
  guarded(came_of(request, seams_.secure).caller, {path, page_right}, "page", std::move(then),
          [found = *std::move(found)](const Then& give) { give({found, "page", nullptr}); });
}

void Router::handle_api(const Request& request, const std::string& name, const Parameters& parameters, Then then) {
  if (name == "events") return events(request, parameters, std::move(then));
  if (name == "session") return session(request, std::move(then));
  const auto catalogue = api_.catalogue();
  const auto found = catalogue->find(name);
  if (found == catalogue->end()) return then(refusal(problem(404, Code::not_found, "there is no command or query of this name")));
  const Endpoint& endpoint = found->second;
  const bool is_command = endpoint.verb == wire::Verb::do_;
  const bool posts = request.method == "POST";
  if (!posts && (is_command || !reads(request))) return then(no_such_way(is_command ? "POST" : "GET, HEAD, POST", name));
  if (is_command) return command(request, name, std::move(then));
  if (posts) return posted_query(request, name, std::move(then));
  query(request, name, endpoint, parameters, std::move(then));
}

void Router::command(const Request& request, const std::string& name, Then then) {
  auto came = came_of(request, seams_.secure);
  if (came.by_cookie)
    if (auto refused = forged(request)) return then(refusal(*std::move(refused), name));
  auto body = json_in(request);
  if (!body) return then(refusal(std::move(body).error(), name));
  auto id = request_id_of(request);
  if (!id) return then(refusal(problem(id.error()), name));
  if (id->empty()) id = seams_.new_request_id();
  auto answer = answering(name, *id, std::move(then));
  api_.do_(std::move(came.caller), name, *std::move(id), *std::move(body), std::move(answer));
}

void Router::query(const Request& request, const std::string& name, const Endpoint& endpoint, const Parameters& parameters, Then then) {
  auto body = body_of(parameters, endpoint.fields);
  if (!body) return then(refusal(problem(body.error()), name));
  api_.ask(came_of(request, seams_.secure).caller, name, *std::move(body), answering(name, {}, std::move(then)));
}

/// What is asked may be somebody's name: in a body it stands in no address, and so in no log of a proxy.
void Router::posted_query(const Request& request, const std::string& name, Then then) {
  auto came = came_of(request, seams_.secure);
  if (came.by_cookie)
    if (auto refused = forged(request)) return then(refusal(*std::move(refused), name));
  auto body = json_in(request);
  if (!body) return then(refusal(std::move(body).error(), name));
  api_.ask(std::move(came.caller), name, *std::move(body), answering(name, {}, std::move(then)));
}

/// Always with the header of ours, cookie or not: nobody's page signs a visitor in as somebody else either.
void Router::session(const Request& request, Then then) {
  const bool closes = request.method == "DELETE";
  if (!closes && request.method != "POST") return then(no_such_way("POST, DELETE", "session"));
  if (auto refused = forged(request)) return then(refusal(*std::move(refused), "session"));
  auto caller = came_of(request, seams_.secure).caller;
  if (closes) sign_out(std::move(caller), std::move(then));
  else sign_in(request, std::move(caller), std::move(then));
}

void Router::sign_out(Caller caller, Then then) {
  guarded(caller, sign_out_route, "session", std::move(then), [this, caller](const Then& give) {
    api_.close_session(caller, answering("session", {}, [secure = seams_.secure, give](Reply reply) {
                         reply.response.headers.push_back({"Set-Cookie", gone_cookie(secure)});
                         give(std::move(reply));
                       }));
  });
}

void Router::sign_in(const Request& request, Caller caller, Then then) {
  auto body = json_in(request);
  if (!body) return then(refusal(std::move(body).error(), "session"));
  auto opening = [hop = seams_.hop, secure = seams_.secure](Then give) {
    return [hop, secure, give = std::move(give)](Answered<SessionOpened> opened) {
      hop([give, secure, opened = std::move(opened)] {
        if (!opened.result) return give(refusal(refusal_of(opened.result.error(), opened.sign_in), "session"));
        give({{200, {{"Set-Cookie", kept_cookie(*opened.result, secure)}}, "application/json", json::serialize(opened.result->reply)}, "session", nullptr});
      });
    };
  };
  guarded(caller, sign_in_route, "session", std::move(then),
          [this, caller, body = *std::move(body), opening](Then give) { api_.open_session(caller, body, opening(std::move(give))); });
}

void Router::events(const Request& request, const Parameters& parameters, Then then) {
  if (request.method != "GET") return then(no_such_way("GET", "events"));
  std::string after;
  for (const auto& [name, value] : parameters)
    if (name == "after") after = value;
  if (const auto* last = find(request.headers, "Last-Event-ID")) after = *last;
  feed_->open(came_of(request, seams_.secure).caller, after, [then = std::move(then)](Answered<std::shared_ptr<EventStream>> stream) {
    if (!stream.result) return then(refusal(refusal_of(stream.result.error(), stream.sign_in), "events"));
    then({{200, {}, "text/event-stream", {}}, "events", *std::move(stream.result)});
  });
}

void Router::health(const Request& request, Then then) {
  if (!reads(request)) return then(no_such_way("GET, HEAD", "healthz"));
  guarded(came_of(request, seams_.secure).caller, health_route, "healthz", std::move(then), [this](const Then& give) {
    api_.health([hop = seams_.hop, give](Answered<json::value> answered) {
      hop([give, health = std::move(answered.result)] {
        give({health ? Response{200, {}, "application/json", json::serialize(*health)} : problem(health.error()), "healthz", nullptr});
      });
    });
  });
}

Api::Answer Router::answering(std::string route, std::string request_id, Then then) const {
  return [hop = seams_.hop, route = std::move(route), id = std::move(request_id),
          then = std::move(then)](Answered<json::value> answered) mutable {
    hop([route = std::move(route), id = std::move(id), then = std::move(then), answered = std::move(answered)]() mutable {
      const auto& result = answered.result;
      Reply reply{result ? Response{200, {}, "application/json", json::serialize(*result)} : refusal_of(result.error(), answered.sign_in),
                  std::move(route), nullptr};
      if (!id.empty()) reply.response.headers.push_back({"Request-Id", std::move(id)});
      then(std::move(reply));
    });
  };
}

}  // namespace vestibule::core::http
