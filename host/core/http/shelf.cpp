#include "shelf.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>
#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <stdexcept>

#include "problem.hpp"

namespace vestibule::core::http {
namespace {

namespace beast = boost::beast;

std::string tag_of(std::string_view body) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data());
  std::string tag = "\"";
  for (std::size_t i = 0; i < 16; ++i) tag += fmt::format("{:02x}", digest[i]);
  return tag + '"';
}

/// Whether a header such as "gzip;q=0, br" takes that encoding. What has no coding is always taken.
bool takes(const std::string* accepted, std::string_view encoding) {
  if (encoding.empty()) return true;
  if (!accepted) return false;
  for (const auto& item : beast::http::ext_list{*accepted}) {
    if (!beast::iequals(item.first, encoding) && item.first != "*") continue;
    for (const auto& [name, value] : item.second)
      if (beast::iequals(name, "q") && value.find_first_not_of("0.") == value.npos) return false;
    return true;
  }
  return false;
}

/// Whether the browser says that it has that one: If-None-Match: "a", W/"b" or *.
bool has(const std::string* known, std::string_view tag) {
  return known && (*known == "*" || known->find(tag) != known->npos);
}

}  // namespace

void Shelf::add(Page page) {
  const std::string& path = page.path;
  const bool ours = path.starts_with("/api/") || path == "/api" || path == "/metrics" || path == "/healthz" || path == "/*";
  if (!path.starts_with('/') || ours) throw std::logic_error(fmt::format("no page can lie at '{}'", path));
  const bool all = path.ends_with('*');
  auto& kinds = all ? beneath_[path.substr(0, path.size() - 1)] : pages_[path];
  const bool twice = std::any_of(kinds.begin(), kinds.end(), [&](const Kept& kept) { return kept.page.encoding == page.encoding; });
  if (twice) throw std::logic_error(fmt::format("page '{}' is added twice", path));
  std::string tag = tag_of(page.body);
  const bool plain = page.encoding.empty();
  kinds.insert(plain ? kinds.end() : kinds.begin(), Kept{std::move(page), std::move(tag)});  // the plain one is the last resort
}

void Shelf::welcome(std::string path) {
  if (welcome_.empty()) welcome_ = std::move(path);
}

std::vector<std::string> Shelf::paths() const {
  std::vector<std::string> all;
  for (const auto& [path, kinds] : pages_) all.push_back(path);
  for (const auto& [begin, kinds] : beneath_) all.push_back(begin + "*");
  return all;
}

const Shelf::Kinds* Shelf::at(std::string_view path) const {
  if (const auto page = pages_.find(path); page != pages_.end()) return &page->second;
  const Kinds* longest = nullptr;  // what begins so comes later in the order, and the longest last
  for (const auto& [begin, kinds] : beneath_)
    if (path.starts_with(begin)) longest = &kinds;
  return longest;
}

std::optional<Response> Shelf::give(const Request& request, std::string_view path) const {
  const Kinds* kinds = at(path);
  if (!kinds) {
    if (path != "/" || welcome_.empty()) return std::nullopt;
    return Response{302, {{"Location", welcome_}}, "text/plain; charset=utf-8", {}};
  }
  const auto* accepted = find(request.headers, "Accept-Encoding");
  const auto kept = std::find_if(kinds->begin(), kinds->end(), [&](const Kept& one) { return takes(accepted, one.page.encoding); });
  if (kept == kinds->end()) return problem(406, Code::invalid, "this page is kept packed only: Accept-Encoding: " + kinds->front().page.encoding);
  Response response{200, {{"ETag", kept->tag}}, kept->page.type, {}, Reader::browser};
  response.headers.push_back({"Cache-Control", kept->page.for_good ? "public, max-age=31536000, immutable" : "no-cache"});
  if (kinds->size() > 1 || !kept->page.encoding.empty()) response.headers.push_back({"Vary", "Accept-Encoding"});
  if (has(find(request.headers, "If-None-Match"), kept->tag)) {
    response.status = 304;
    return response;
  }
  if (!kept->page.encoding.empty()) response.headers.push_back({"Content-Encoding", kept->page.encoding});
  response.body = kept->page.body;
  return response;
}

}  // namespace vestibule::core::http
