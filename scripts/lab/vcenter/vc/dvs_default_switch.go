package vc

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// dvsUUID has the form in which vSphere prints it: bytes and a dash.
func dvsUUID(seed string) string {
	h := uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed))
	return fmt.Sprintf("50 %02x %02x %02x %02x %02x %02x %02x-%02x %02x %02x %02x %02x %02x %02x %02x",
		h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15])
}

func defaultSwitch(s *simulator.DistributedVirtualSwitch, version string) *types.VMwareDVSConfigInfo {
	return &types.VMwareDVSConfigInfo{
		DVSConfigInfo: types.DVSConfigInfo{
			Uuid: s.Uuid, Name: s.Name, MaxPorts: 2147483647, ConfigVersion: "0", CreateTime: time.Now(),
			UplinkPortPolicy:              &types.DVSNameArrayUplinkPortPolicy{UplinkPortName: []string{"uplink1", "uplink2", "uplink3", "uplink4"}},
			DefaultPortConfig:             defaultPorts(),
			ProductInfo:                   types.DistributedVirtualSwitchProductSpec{Name: "DVS", Vendor: "VMware, Inc.", Version: version, ForwardingClass: "etherswitch"},
			NetworkResourceControlVersion: "version3", DefaultProxySwitchMaxNumPorts: 512,
			InfrastructureTrafficResourceConfig: defaultTraffic(),
		},
		MaxMtu:                      1500,
		LinkDiscoveryProtocolConfig: &types.LinkDiscoveryProtocolConfig{Protocol: "cdp", Operation: "listen"},
		IpfixConfig:                 &types.VMwareIpfixConfig{ActiveFlowTimeout: 60, IdleFlowTimeout: 15, SamplingRate: 4096},
		LacpApiVersion:              "multipleLag",
		MulticastFilteringMode:      "snooping",
	}
}
