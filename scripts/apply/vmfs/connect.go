package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/vim25/soap"
)

// connect logs in as the vSphere provider would with the same environment.
func connect(ctx context.Context, getenv func(string) string) (*govmomi.Client, error) {
	for _, name := range []string{"VSPHERE_SERVER", "VSPHERE_USER", "VSPHERE_PASSWORD"} {
		if getenv(name) == "" {
			return nil, fmt.Errorf("%s is not set", name)
		}
	}
	unverified := false
	if text := getenv("VSPHERE_ALLOW_UNVERIFIED_SSL"); text != "" {
		var err error
		if unverified, err = strconv.ParseBool(text); err != nil {
			return nil, fmt.Errorf("VSPHERE_ALLOW_UNVERIFIED_SSL is %q: true or false", text)
		}
	}
	server := getenv("VSPHERE_SERVER")
	address, err := soap.ParseURL("https://" + server + "/sdk")
	if err != nil {
		return nil, fmt.Errorf("VSPHERE_SERVER is %q: a host, or host:port", server)
	}
	address.User = url.UserPassword(getenv("VSPHERE_USER"), getenv("VSPHERE_PASSWORD"))
	client, err := govmomi.NewClient(ctx, address, unverified)
	if err != nil {
		return nil, fmt.Errorf("%s as %s: %w", server, getenv("VSPHERE_USER"), err)
	}
	if client.ServiceContent.About.InstanceUuid == "" {
		return nil, fmt.Errorf("%s is no vCenter, but %s: it knows nothing of other hosts", server, client.ServiceContent.About.FullName)
	}
	return client, nil
}
