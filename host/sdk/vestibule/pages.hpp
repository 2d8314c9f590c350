#pragma once
// What a browser fetches from a plugin: files compiled into it, from a table. Nothing is read from a disk.

#include <string>
#include <string_view>

namespace vestibule {

/// One file. Its bytes live as long as the process.
struct Page {
  std::string path;           ///< "/console/", "/console/app.3f2a.js"; one that ends in "*" serves all addresses that begin so
  std::string type;           ///< "text/html; charset=utf-8"
  std::string_view body;
  std::string encoding = {};  ///< "gzip": how `body` is packed; empty: as it is. Add the same path once for each encoding
  bool for_good = false;      ///< its name changes with its content: may be kept for a year
};

/// Registration happens in Plugin::start. Every page is for everybody: what it shows is asked for as queries, through the gate.
class Pages {
 public:
  virtual ~Pages() = default;
  /// A path twice in one encoding is a defect and throws, and so is one beneath /api/, /metrics or /healthz.
  virtual void add(Page page) = 0;
  /// Whoever comes to "/" is sent to `path`. The first plugin that says so has it.
  virtual void welcome(std::string path) = 0;
};

}  // namespace vestibule
