#pragma once
// A request and its answer without a socket: what the router takes and gives, so a simulation can hand them over itself.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vestibule::core::http {

class EventStream;

struct Header {
  std::string name;
  std::string value;
};

/// The first header of that name, in any case; null if there is none.
const std::string* find(const std::vector<Header>& headers, std::string_view name);

struct Request {
  std::string method;  ///< "GET"
  std::string target;  ///< "/api/v1/ledger.count?area=main", still percent-encoded
  std::vector<Header> headers;
  std::string body;
  std::string peer;  ///< the address it came from
};

/// For whom an answer is: data for a program, or a page that a browser shows.
enum class Reader { program, browser };

struct Response {
  unsigned status = 200;
  std::vector<Header> headers;
  std::string content_type = "application/json";
  std::string body;
  Reader reader = Reader::program;
};

/// A response and, if `events` is there, the endless rest of its body.
struct Reply {
  Response response;
  std::string route;  ///< for the metrics: the command's or query's name, or one of a few fixed words
  std::shared_ptr<EventStream> events;
};

/// The head of an HTTP/1.1 response, with the headers that every answer of ours bears. `length` is the body's; without it
/// the body ends with the connection.
enum class Connection { keep, close };
std::string head_of(const Response& response, Connection connection, const std::size_t* length);

}  // namespace vestibule::core::http
