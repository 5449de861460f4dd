package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

func TestMergeKeepsWhatIsUnset(t *testing.T) {
	yes, no := types.NewBool(true), types.NewBool(false)
	cfg := types.ClusterConfigInfoEx{DasConfig: types.ClusterDasConfigInfo{
		Enabled: yes, HostMonitoring: "enabled",
		DefaultVmSettings: &types.ClusterDasVmSettings{RestartPriority: "high", IsolationResponse: "powerOff"},
	}}
	before := cfg.DasConfig.DefaultVmSettings
	merge(&cfg.DasConfig, &types.ClusterDasConfigInfo{Enabled: no, DefaultVmSettings: &types.ClusterDasVmSettings{RestartPriority: "low"}})
	if on(cfg.DasConfig.Enabled) || cfg.DasConfig.HostMonitoring != "enabled" {
		t.Errorf("got %+v", cfg.DasConfig)
	}
	if s := cfg.DasConfig.DefaultVmSettings; s.RestartPriority != "low" || s.IsolationResponse != "powerOff" {
		t.Errorf("nested: got %+v", s)
	}
	if before.RestartPriority != "high" {
		t.Error("what was handed out before has changed")
	}

	// A policy is replaced whole: "inherited = false" counts as set.
	ports := defaultPorts()
	ports.SecurityPolicy.MacChanges = &types.BoolPolicy{InheritablePolicy: types.InheritablePolicy{Inherited: true}, Value: no}
	merge(ports, &types.VMwareDVSPortSetting{SecurityPolicy: &types.DVSSecurityPolicy{MacChanges: &types.BoolPolicy{Value: yes}}})
	if p := ports.SecurityPolicy.MacChanges; p.Inherited || !*p.Value {
		t.Errorf("policy: got %+v", p)
	}
	if ports.SecurityPolicy.ForgedTransmits == nil || ports.UplinkTeamingPolicy == nil {
		t.Error("the rest of the port settings is gone")
	}
}
