// Command stand-in serves, to real Terraform, the roles of the providers vmware/vsphere and hashicorp/null where these
// cannot be had: it stores what it is given and knows nothing of vSphere. Only for rehearsals.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// addresses of the providers in the registry, by the role that the program's own name says.
var addresses = map[string]string{
	"vsphere": "registry.terraform.io/vmware/vsphere",
	"null":    "registry.terraform.io/hashicorp/null",
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "stand-in:", err)
		os.Exit(1)
	}
}

func run() error {
	// Terraform starts it by the name of the link it was installed under.
	role := roleOf(filepath.Base(os.Args[0]))
	address, known := addresses[role]
	if !known {
		return fmt.Errorf("called as %q: it is started by Terraform, as terraform-provider-vsphere or terraform-provider-null", filepath.Base(os.Args[0]))
	}
	return tf6server.Serve(address, func() tfprotov6.ProviderServer { return newServer(role, os.Getenv) })
}

// roleOf: terraform-provider-vsphere_v2.16.1 is vsphere.
func roleOf(program string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(program, "terraform-provider-"), "_")
	return name
}
