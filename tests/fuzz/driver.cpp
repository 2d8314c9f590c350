// driver: fuzzes a target without clang. Replays the kept inputs, then bends them for a while.
//
//   fuzz_<target> FOLDER-OF-INPUTS [DICTIONARY]      VESTIBULE_FUZZ_SECONDS (default 10; 0: only replays), VESTIBULE_SEED (default 1)
//   fuzz_<target> FILE                               one input, to look at a failure
//
// libFuzzer follows what it has reached and finds far more; this one finds what a small change breaks, everywhere and soon.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz.hpp"

namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest = 4096;

std::string under_way;  // the input that is being tried, for the signal handler

/// Leaves the input that broke it beside the test.
void keep_input(int signal) {
  if (std::FILE* file = std::fopen("fuzz-broken-input", "wb")) {
    std::fwrite(under_way.data(), 1, under_way.size(), file);
    std::fclose(file);
    std::fputs("the input lies in fuzz-broken-input, in the folder of the test\n", stderr);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> inputs_of(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_directory(path)) std::copy(fs::directory_iterator(path), {}, std::back_inserter(files));
  else files.push_back(path);
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const auto& file : files) inputs.push_back(read(file));
  return inputs;
}

/// libFuzzer's format: a word in quotes on each line, \xNN for what is no letter.
std::vector<std::string> words_of(const fs::path& dictionary) {
  std::vector<std::string> words{"", "0", "-1", "9223372036854775807", "-9223372036854775808", "4294967296", "1e400", "\r\n", "{}", "[]", "null",
                                 "\"", "\\", "\xff", "\xc3\x28", "\xf0\x9f\x8f\xa5"};
  std::ifstream in(dictionary);
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 2 || line.front() != '"') continue;
    std::string word;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      if (line[i] == '\\' && line[i + 1] == 'x') word += static_cast<char>(std::stoi(line.substr(i + 2, 2), nullptr, 16)), i += 3;
      else if (line[i] == '\\') word += line[++i];
      else word += line[i];
    }
    words.push_back(word);
  }
  return words;
}

class Bender {
 public:
  Bender(std::vector<std::string> inputs, std::vector<std::string> words, unsigned long seed)
      : inputs_(std::move(inputs)), words_(std::move(words)), chance_(seed) {
    if (inputs_.empty()) inputs_.emplace_back();
  }

  std::string next() {
    std::string input = inputs_[below(inputs_.size())];
    for (std::size_t bends = 1 + below(6); bends > 0; --bends) bend(input);
    input.resize(std::min(input.size(), longest));
    return input;
  }

 private:
  std::size_t below(std::size_t bound) { return chance_() % bound; }

  void bend(std::string& input) {
    const std::size_t at = below(input.size() + 1), count = below(input.size() - at + 1);
    switch (below(8)) {
      case 0: input.insert(at, 1 + below(4), static_cast<char>(chance_())); break;
      case 1: input.erase(at, std::min<std::size_t>(count, 1 + below(64))); break;
      case 2: input.insert(below(input.size() + 1), input.substr(at, count)); break;
      case 3: input.insert(at, words_[below(words_.size())]); break;
      case 4: input.replace(at, std::min<std::size_t>(count, 8), words_[below(words_.size())]); break;
      case 5: {
        const std::string& other = inputs_[below(inputs_.size())];
        input.replace(at, std::string::npos, other.substr(below(other.size() + 1)));
        break;
      }
      case 6: input.resize(at); break;
      default:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
    }
  }

  std::vector<std::string> inputs_, words_;
  std::mt19937_64 chance_;
};

void try_one(std::string input) {
  under_way = std::move(input);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(under_way.data()), under_way.size());
}

long number_from(const char* name, long otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atol(text) : otherwise;
}

}  // namespace

/// Sanitizers end the program by a signal, so that the input is kept.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "abort_on_error=1:detect_leaks=0"; }

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "{} FOLDER-OF-INPUTS [DICTIONARY]\n", argv[0]), 2;
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) std::signal(signal, keep_input);
  const auto inputs = inputs_of(argv[1]);
  for (const auto& input : inputs) try_one(input);
  if (!fs::is_directory(argv[1])) return 0;
  const auto span = std::chrono::seconds{number_from("VESTIBULE_FUZZ_SECONDS", 10)};
  Bender bender(inputs, words_of(argc > 2 ? argv[2] : ""), static_cast<unsigned long>(number_from("VESTIBULE_SEED", 1)));
  const auto begun = std::chrono::steady_clock::now();
  std::size_t bent = 0;
  for (; std::chrono::steady_clock::now() - begun < span; ++bent) try_one(bender.next());
  fmt::print("{}: {} kept inputs replayed, {} bent ones tried in {} s, nothing broke\n", fs::path(argv[0]).filename().string(), inputs.size(), bent,
             span.count());
}
