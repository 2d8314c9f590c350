#pragma once
// What `vestibule WORD` does, one function a word. Each returns the exit status; results go to standard output, errors to
// standard error.

#include <cstdint>
#include <string>

namespace vestibule::cli {

/// What `vestibule demo` is asked for.
struct DemoWishes {
  std::string hospital, folder, pictures;
  bool keep = false, morning = false;
};

int serve(const std::string& settings);
int demo(const DemoWishes& wishes);
int plugins(const std::string& settings, const std::string& release);
int describe(const std::string& settings, bool markdown);
int doctor(const std::string& settings);
int audit_verify(const std::string& settings);
int journal(const std::string& settings, std::int64_t after, int limit);
int do_command(const std::string& settings, const std::string& name, const std::string& body, const std::string& request_id);
int ask_query(const std::string& settings, const std::string& name, const std::string& body);

/// Prints "vestibule: <message>" and gives the exit status of a failure.
int complain(const std::string& message);

}  // namespace vestibule::cli
