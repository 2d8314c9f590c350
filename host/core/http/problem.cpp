#include "problem.hpp"

#include <vestibule/json.hpp>

namespace vestibule::core::http {

unsigned status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 400;
    case Code::denied:
      return 403;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::unavailable:
      return 503;
    case Code::internal:
      break;
  }
  return 500;
}

Response problem(const Error& error) { return problem(status_of(error.code), error.code, error.message); }

Response problem(unsigned status, Code code, std::string message) {
  const json::value body{{"error", {{"code", json::string_view(name_of(code))}, {"message", json::string_view(message)}}}};
  Response response;
  response.status = status;
  response.body = json::serialize(body);
  if (status == 503) response.headers.push_back({"Retry-After", "1"});
  return response;
}

}  // namespace vestibule::core::http
